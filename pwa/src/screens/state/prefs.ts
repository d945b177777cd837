import { device } from '../../db/device';
import type { Prefs } from '../../domain/prefs';
import { changed } from './changes';

/** Of the phone: what holds while nobody said who she is. */
let last: Prefs = {};

export const prefs = (): Prefs => device.current()?.prefs ?? last;

/** Read what the phone keeps. */
export async function readPrefs(): Promise<void> {
  last = (await device.get<Prefs>('prefs')) ?? {};
  changed();
}

/** Change some, for her and for the phone. */
export async function setPrefs(more: Prefs): Promise<void> {
  last = { ...prefs(), ...more };
  const id = device.current()?.id;
  if (id) await device.edit(id, (before) => ({ ...before, prefs: last }));
  await device.set('prefs', last);
  changed();
}
