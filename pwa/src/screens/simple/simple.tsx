/** The simple form of the app, and what is shown while somebody helps: one chunk with its words. */
import { esSimple } from '../../i18n/es-simple';
import { addWords } from '../../i18n/t';
import { addStyles } from '../../ui/styles';
import { Band, ForHer, Hint, Waits } from './helped';
import { Lessons } from './lessons';
import css from './simple.css?inline';

addWords(esSimple);
addStyles(css);

export const simple = { Band, ForHer, Hint, Lessons, Waits };
