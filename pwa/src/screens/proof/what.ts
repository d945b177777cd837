/** What was finished and when, in words. */
import type { Said } from '../../domain/proofcode';
import { library } from '../../downloads/library';
import { tongues } from '../../i18n/format';

type What = Pick<Said, 'edition' | 'month'>;

/** This phone's edition by its name, another one by what its organisers call it. */
export const editionOf = ({ edition }: What): string =>
  (edition === library.edition() ? library.editionText()?.t : undefined) ?? edition;

/** "noviembre de 2026" from "2026-11", in the language of the app. */
export const monthOf = ({ month }: What): string =>
  new Intl.DateTimeFormat(tongues(), {
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  }).format(Date.parse(month));

export const whatOf = (said: What): string => `${editionOf(said)}, ${monthOf(said)}.`;
