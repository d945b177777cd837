/** What follows a lesson, with its words and rules (see more.ts). */
import { esEnding } from '../../i18n/es-ending';
import { addWords } from '../../i18n/t';
import { addStyles } from '../../ui/styles';
import { onChange } from '../state/changes';
import css from './after.css?inline';
import { Ahead, readAhead } from './ahead';
import { badge } from './badge';
import { Ended } from './ended';
import { ToHome } from './install';
import { MyData } from './my-data';
import { XapiFile } from './xapi-file';

addWords(esEnding);
addStyles(css);
onChange(badge);
badge();

export const after = { Share: Ended, Ahead, readAhead, ToHome, MyData, XapiFile };
