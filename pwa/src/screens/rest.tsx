/** All that the first card does without, in one chunk with its words and rules. */
import type { ComponentType } from 'preact';
import { esMore } from '../i18n/es-more';
import { esYo } from '../i18n/es-yo';
import { addWords } from '../i18n/t';
import moreCss from '../styles/more.css?inline';
import yoCss from '../styles/yo.css?inline';
import type { CardProps } from '../ui/card';
import { addStyles } from '../ui/styles';
import { Choice } from './cards/choice';
import { Do } from './cards/do';
import { Match } from './cards/match';
import { NumberAnswer } from './cards/number';
import { Order } from './cards/order';
import { Think } from './cards/think';
import { Ending } from './ending';
import { Join } from './join';
import { LessonAway } from './lesson-away';
import { ModuleScreen } from './module';
import { RouteScreen, Way } from './route';
import { Help, Privacy } from './words';
import { Yo } from './yo';

addWords({ ...esMore, ...esYo });
addStyles(moreCss + yoCss);

export const cardKinds = {
  one: Choice,
  many: Choice,
  order: Order,
  match: Match,
  number: NumberAnswer,
  think: Think,
  do: Do,
} as unknown as Record<string, ComponentType<CardProps>>;

export const screens = {
  Ending,
  Help,
  Join,
  LessonAway,
  ModuleScreen,
  Privacy,
  RouteScreen,
  Way,
  Yo,
};
