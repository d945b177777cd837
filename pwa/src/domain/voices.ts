/** Which voice of the phone reads a language. */

export type VoiceFacts = { lang: string; localService: boolean; voiceURI?: string };

/** Nearest first; any other of the language comes after these. */
const NEAREST: Record<string, string[]> = {
  es: ['es-pe', 'es-mx', 'es-419', 'es-us', 'es-co'],
};

/** "es_MX" and "es-mx" are the same. */
const tagOf = (lang: string): string => lang.toLowerCase().replace(/_/g, '-');

/** "es" of "es-PE". */
export const languageOf = (lang: string): string => tagOf(lang).split('-')[0] ?? '';

/** A voice of the language that is on the phone itself: any other would send out what is read. */
export const isVoice = ({ lang: its, localService }: VoiceFacts, lang: string): boolean =>
  localService && languageOf(its) === languageOf(lang);

/** Pick the voice that reads a language: the one she chose (`wanted`), else the nearest. */
export function pickVoice<V extends VoiceFacts>(
  voices: readonly V[],
  lang: string,
  wanted?: string,
): V | undefined {
  const language = languageOf(lang);
  const nearest = NEAREST[language] ?? [tagOf(lang)];
  const rank = ({ lang }: V) => nearest.indexOf(tagOf(lang)) + 1 || nearest.length + 1;
  const able = voices.filter((voice) => isVoice(voice, lang));
  return (
    able.find((voice) => wanted && voice.voiceURI === wanted) ??
    able.sort((x, y) => rank(x) - rank(y))[0]
  );
}
