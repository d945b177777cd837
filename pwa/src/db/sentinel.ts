/**
 * Who this phone should hold, noted apart: a browser that clears IndexedDB to make room leaves this,
 * so what is gone is noticed at the next opening and never taken for a new phone.
 *
 * The token of an open profile is here too, as it is in IndexedDB: with it her copy on the server
 * comes back. A profile with a key leaves its face and nothing that opens anything.
 */
import type { Progress } from '../domain/fold';
import { device, type Profile } from './device';

export type Mark = {
  id: string;
  avatar: string;
  createdAt: number;
  token?: string;
  /** Version of the text under which a copy went to the server. */
  agreed?: number;
};

type Watched = { profile: Profile; progress(): Progress; subscribe(fn: () => void): unknown };

const KEY = 'creando';
/** Logs that were noted and are here, but with nothing inside. */
const emptied = new Set<string>();

function read(): Mark[] {
  try {
    return JSON.parse(localStorage.getItem(KEY) ?? '[]');
  } catch {
    return [];
  }
}

function write(marks: Mark[]): void {
  const text = JSON.stringify(marks);
  try {
    if (!marks.length) localStorage.removeItem(KEY);
    else if (text !== localStorage.getItem(KEY)) localStorage.setItem(KEY, text);
  } catch {
    // A browser that keeps nothing apart notices nothing; what she does is kept as before.
  }
}

/** She goes from this phone on purpose: nothing is missing afterwards. */
export function forget(id: string): void {
  emptied.delete(id);
  write(read().filter((one) => one.id !== id));
}

/** Note her as she is now; a log that was noted and holds nothing was cleared. */
export function mark({ profile: { id }, progress }: Watched): void {
  const now = device.profiles().find((one) => one.id === id);
  // Erased a moment ago.
  if (!now) return;
  const { avatar, consents } = progress();
  const others = read().filter((one) => one.id !== id);
  if (!avatar) {
    if (others.length < read().length) emptied.add(id);
    return;
  }
  emptied.delete(id);
  const { token, createdAt, lock } = now;
  const agreed = consents['data.sync'];
  const copy = !lock && { token, ...(agreed !== undefined && { agreed }) };
  write([...others, { id, avatar, createdAt, ...copy }]);
}

/** Who was here and is not. */
export const missing = (): Mark[] =>
  read().filter(({ id }) => emptied.has(id) || !device.profiles().some((one) => one.id === id));

const watched = new WeakSet<Watched>();

/** Open logs through this: each is noted, now and after each change. */
export const noted =
  <A, L extends Watched>(open: (of: A) => Promise<L>) =>
  async (of: A): Promise<L> => {
    const log = await open(of);
    if (!watched.has(log)) log.subscribe(() => mark(log));
    watched.add(log);
    mark(log);
    return log;
  };
