/** All that the first card does without, in one chunk with its words and rules. */
import { openLog } from '../db/log';
import { lessonView } from '../domain/fold';
import { askToStay, registerWorker } from '../downloads/shell';
import { esMore } from '../i18n/es-more';
import { esYo } from '../i18n/es-yo';
import { addWords } from '../i18n/t';
import restCss from '../styles/rest.css?inline';
import { speak } from '../sync/turn';
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
import type { Rest } from './state/rest';
import { Wiped } from './wipe';
import { Help, Privacy } from './words';
import { Yo } from './yo';

addWords({ ...esMore, ...esYo });
addStyles(restCss);

const cardKinds = {
  one: Choice,
  many: Choice,
  order: Order,
  match: Match,
  number: NumberAnswer,
  think: Think,
  do: Do,
} as unknown as Rest['cardKinds'];

export const rest: Rest = {
  openLog,
  lessonView,
  registerWorker,
  speak,
  askToStay,
  cardKinds,
  Ending,
  Help,
  Join,
  LessonAway,
  ModuleScreen,
  Privacy,
  RouteScreen,
  Wiped,
  Way,
  Yo,
};
