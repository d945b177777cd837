/** How each person wants the app; while there is nobody, how it was wanted on this phone. */
import { device, type Prefs, type Profile } from '../../db/device';
import { others, spoken } from '../../i18n/t';
import { changed } from './changes';

const ofPhone: Prefs = {};

/** Hers, and what was chosen on the phone where she chose nothing. */
export const prefsOf = (one?: Profile): Prefs => ({ ...ofPhone, ...one?.prefs });
export const prefs = (): Prefs => prefsOf(device.current());

spoken.by = () => prefs().lang;

/** Keep a choice: in her profile, or on the phone while there is nobody. */
export async function setPrefs(more: Prefs): Promise<void> {
  const me = device.current();
  if (me) await device.edit(me.id, (old) => ({ ...old, prefs: { ...old.prefs, ...more } }));
  else await device.set('prefs', Object.assign(ofPhone, more));
  changed();
}

/** Read the choices, and the words that are kept here of other languages. */
export async function readPrefs(): Promise<void> {
  Object.assign(ofPhone, await device.get('prefs'));
  Object.assign(others, await device.get('words'));
}
