/**
 * Somebody helps the one who is here (docs/adr/0027-helper.md). Noted beside IndexedDB: what is kept
 * next has to know it at once, in every tab, and in an app that was closed in between.
 */
import { type Helped, lasts } from '../domain/helper';
import { device } from './device';

export const HELPER = 'creando-helper';

let text: string | null = null;
/** A browser that keeps nothing apart: this tab alone knows it. */
let isApart = true;

function read(): Helped | undefined {
  try {
    if (isApart) text = localStorage.getItem(HELPER);
    return text ? JSON.parse(text) : undefined;
  } catch {
    return undefined;
  }
}

function write(one: Helped | undefined): void {
  text = one ? JSON.stringify(one) : null;
  try {
    if (text) localStorage.setItem(HELPER, text);
    else localStorage.removeItem(HELPER);
    isApart = true;
  } catch {
    isApart = false;
  }
}

/** Whether somebody helps her now: what is hers stays shut until the help was ended, not only old. */
export function helping(id = device.current()?.id): boolean {
  const one = read();
  return !!one && one.id === id;
}

/** It reads aloud for the helper; she has not asked for that herself. */
export const readsForHelper = (): boolean => !!read()?.reads;

/** The phone was touched. */
export function touchHelp(): void {
  const one = read();
  if (one && helping() && lasts(one, Date.now())) write({ ...one, at: Date.now() });
}

/** Whom it was for, when nobody touched the phone for so long that it is over. */
export function helpRanOut(): string | undefined {
  const one = read();
  return one && !lasts(one, Date.now()) ? one.id : undefined;
}

/** A phone too full to note that still helps, and still locks. */
const readAloud = (id: string, listen: boolean): Promise<void> =>
  device.edit(id, (old) => ({ ...old, prefs: { ...old.prefs, listen } })).catch(() => {});

/** From now on what is kept carries it; `listens`: the app reads aloud for her already. */
export async function beginHelp(id: string, listens: boolean): Promise<void> {
  write({ id, at: Date.now(), ...(!listens && { reads: true }) });
  if (!listens) await readAloud(id, true);
}

/** It is over for her; what was only switched on for the helper is as before. */
export async function endHelp(id: string | undefined): Promise<void> {
  const one = read();
  if (!one || one.id !== id) return;
  write(undefined);
  if (one.reads) await readAloud(id, false);
}
