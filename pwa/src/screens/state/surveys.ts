/** The surveys of the edition, as far as they are on this phone. */
import type { Survey, Surveys } from '../../domain/bundle';
import { library } from '../../downloads/library';
import { bringArt } from './art';

const SURVEYS = 'surveys';

/** The library calls every bundle of words a module. */
export const surveyOf = (id: string): Survey | undefined =>
  (library.module(SURVEYS) as unknown as Surveys | undefined)?.ss.find(([one]) => one === id);

/** Fetch what is missing of them, with the drawings of their answers: two kilobytes. */
export async function bringSurveys(id: string): Promise<Survey | undefined> {
  if (!surveyOf(id)) await library.fetchModule(SURVEYS);
  if (surveyOf(id)) await bringArt('encuestas');
  return surveyOf(id);
}
