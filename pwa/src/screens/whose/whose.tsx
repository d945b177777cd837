/** Whose work it is, in one chunk with its words and rules (see state/parts.ts). */
import { esAllow } from '../../i18n/es-allow';
import { esHelper } from '../../i18n/es-helper';
import { esWhose } from '../../i18n/es-whose';
import { esYo } from '../../i18n/es-yo';
import { addWords } from '../../i18n/t';
import { addStyles } from '../../ui/styles';
import { watchIdle } from '../../vault/index';
import { watchWhatWaits } from './facts';
import { helpEnds, lockIdle, lockUp, watchHelp } from './lock-up';
import { Place } from './place';
import css from './whose.css?inline';

addWords({ ...esYo, ...esWhose, ...esAllow, ...esHelper });
addStyles(css);

// A phone that nobody touches shuts itself; the place she was at waits for her key.
void watchIdle(() => void lockIdle());
watchWhatWaits();
watchHelp();

export const whose = { Place, lockUp, helpEnds };
