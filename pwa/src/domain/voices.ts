/** Which voice of the phone reads a language. */

export type VoiceFacts = { lang: string; localService: boolean };

/** Nearest first; any other of the language comes after these. */
const NEAREST: Record<string, string[]> = {
  es: ['es-pe', 'es-mx', 'es-419', 'es-us', 'es-co'],
};

/** "es_MX" and "es-mx" are the same. */
const tagOf = (lang: string): string => lang.toLowerCase().replace(/_/g, '-');

/** "es" of "es-PE". */
export const languageOf = (lang: string): string => tagOf(lang).split('-')[0] ?? '';

/** Pick a voice that is on the phone itself: one that is not would send out what is read. */
export function pickVoice<V extends VoiceFacts>(voices: readonly V[], lang: string): V | undefined {
  const language = languageOf(lang);
  const nearest = NEAREST[language] ?? [tagOf(lang)];
  const rank = ({ lang }: V) => nearest.indexOf(tagOf(lang)) + 1 || nearest.length + 1;
  return voices
    .filter((voice) => voice.localService && languageOf(voice.lang) === language)
    .sort((x, y) => rank(x) - rank(y))[0];
}
