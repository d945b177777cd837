/** The words and rules of certificates: of who has one, and of who only checks one. */
import { esProof } from '../../i18n/es-proof';
import { addWords } from '../../i18n/t';
import { addStyles } from '../../ui/styles';
import css from './proof.css?inline';

addWords(esProof);
addStyles(css);
