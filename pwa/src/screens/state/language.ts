/** Other languages: their words are fetched when one is chosen, and kept on the phone. */
import { device, type Profile } from '../../db/device';
import { download } from '../../downloads/download';
import { others, spoken } from '../../i18n/t';
import { changed } from './changes';
import { prefs, prefsOf, setPrefs } from './prefs';

/** Under this name the kept words say which file they are; no phrase is called so. */
const FROM = '_';

/** Written by the build: where the words are, and whether nobody has signed them yet. */
declare const __WORDS__: Record<string, [url: string, isDraft?: 1]>;
const WORDS = __WORDS__;

const urlOf = (lang: string): string | undefined => WORDS[lang]?.[0];
export const isDraft = (lang: string): boolean => !!WORDS[lang]?.[1];
export const isOffered = (lang: string): boolean => lang === 'es' || !!urlOf(lang);

/** Forget the words of what this build does not speak: a draft that was only looked at. */
export function forgetOthers(): void {
  for (const lang of Object.keys(others)) if (!isOffered(lang)) delete others[lang];
}

/** Have the words of a language here, those of this build; false when they did not come. */
async function haveWords(lang: string): Promise<boolean> {
  const url = urlOf(lang);
  if (!url || others[lang]?.[FROM] === url) return isOffered(lang);
  const got = await download(url, {});
  if (!got.ok || got.value === 'same') return false;
  others[lang] = { ...JSON.parse(got.value.text), [FROM]: url };
  // A phone that keeps nothing still speaks it until it is closed.
  await device.set('words', others).catch(() => {});
  return true;
}

/** Speak another language from now on; false when its words did not come. */
export async function chooseLanguage(lang: string): Promise<boolean> {
  if (!(await haveWords(lang))) return false;
  await setPrefs({ lang });
  return true;
}

/** After an update: bring the words that are spoken here up to this build. */
export async function freshWords(): Promise<void> {
  for (const lang of new Set([...Object.keys(others), prefs().lang ?? 'es'])) await haveWords(lang);
  changed();
}

/** Whose key is asked for: her language comes before her things. Without anybody, as always. */
export function speakTo(one?: Profile): void {
  spoken.by = () => prefsOf(device.current() ?? one).lang;
  changed();
}
