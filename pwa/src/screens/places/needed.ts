/** What the questions and the search show: their drawings, and the words to search by. */
import { library } from '../../downloads/library';
import { bringArt } from '../state/art';

/** Fetch what of it is not on the phone yet. */
export async function bringNeeded(): Promise<void> {
  if (!library.words()) await library.fetchWords();
  await bringArt('preguntas');
}
