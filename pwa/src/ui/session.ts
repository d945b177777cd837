/** Who is using the phone now, and what she did. A profile is made at the first thing to keep. */
import { device, type Profile } from '../db/device';
import { type Log, openLog } from '../db/log';
import type { EventBody, EventName } from '../domain/event-types.gen';
import { fold, type Progress } from '../domain/fold';
import { engine } from '../sync/engine';

const nobody: Progress = fold([]);
const listeners = new Set<() => void>();
let log: Log | undefined;
let stop = () => {};

/** Tell every screen that something changed. */
export function changed(): void {
  for (const fn of listeners) fn();
}

export function onChange(fn: () => void): () => void {
  listeners.add(fn);
  return () => listeners.delete(fn);
}

export const currentLog = (): Log | undefined => log;
export const progress = (): Progress => log?.progress() ?? nobody;

/** The avatar she picked, or the one the phone drew. */
export const myFace = (): string => progress().avatar ?? device.current()?.avatar ?? 'y1';

/** Open the log of the profile in use, if there is one. */
export async function openSession(): Promise<void> {
  stop();
  const profile = device.current();
  log = profile && (await openLog(profile));
  stop = log?.subscribe(changed) ?? stop;
  changed();
}

/** Make a profile and use it. */
export async function newPerson(avatar = `y${1 + Math.floor(Math.random() * 12)}`): Promise<void> {
  await device.createProfile(avatar);
  await openSession();
  await log?.append('profile.created', { avatar });
  // The engine watches the logs it has met.
  void engine.sendNow();
}

export async function usePerson({ id }: Profile): Promise<void> {
  await device.use(id);
  await openSession();
}

let making: Promise<void> | undefined;

/** Her log; a person is made when there is none. */
async function someLog(): Promise<Log> {
  if (!log) {
    making ??= newPerson();
    await making.finally(() => {
      making = undefined;
    });
  }
  return log as Log;
}

/** Keep one fact on the phone; rejects when it could not be kept. */
export async function keep<N extends EventName>(name: N, body: EventBody[N]): Promise<void> {
  await (await someLog()).append(name, body);
}

/** What she wrote for herself; it never leaves the phone. */
export const note = async (key: string): Promise<string | undefined> => log?.note(key);
export const setNote = async (key: string, text: string): Promise<void> =>
  (await someLog()).setNote(key, text);

engine.subscribe(changed);
