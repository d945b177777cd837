/** Whose work it is, in one chunk with its words and rules (see state/whose.tsx). */
import { esWhose } from '../../i18n/es-whose';
import { esYo } from '../../i18n/es-yo';
import { addWords } from '../../i18n/t';
import { addStyles } from '../../ui/styles';
import type { Whose } from '../state/rest';
import { Place } from './place';
import css from './whose.css?inline';

addWords({ ...esYo, ...esWhose });
addStyles(css);

export const whose: Whose = { Place };
