/** Certificates and surveys, in one chunk (see places.tsx). */
import './words';
import { Finish } from './finish';
import { SurveyPlace } from './survey';

export const proof = { Finish, SurveyPlace };
