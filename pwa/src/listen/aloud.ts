/** Reading aloud, in a chunk of its own: who never listens never pays for it. */
import { esListen } from '../i18n/es-listen';
import { addWords } from '../i18n/t';
import { addStyles } from '../ui/styles';
import highlightCss from './highlight.css?inline';
import { hear, watch } from './listen';
import css from './listen.css?inline';
import { VoicePlace } from './voice-place';

addWords(esListen);
addStyles(css);
addStyles(highlightCss);
watch();

export const aloud = { hear, VoicePlace };
