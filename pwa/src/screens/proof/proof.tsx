/** Certificates and surveys, in one chunk with their words (see places.tsx). */
import { esProof } from '../../i18n/es-proof';
import { addWords } from '../../i18n/t';
import { addStyles } from '../../ui/styles';
import { Finish } from './finish';
import css from './proof.css?inline';
import { SurveyPlace } from './survey';
import { Verify } from './verify';

addWords(esProof);
addStyles(css);

export const proof = { Finish, SurveyPlace, Verify };
