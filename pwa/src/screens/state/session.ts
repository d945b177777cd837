/** Who is using the phone now, and what she did. A profile is made at the first thing to keep. */
import { device, type Profile } from '../../db/device';
import { helping } from '../../db/helper';
import type { Log, Seen } from '../../db/log';
import type { EventBody, EventName } from '../../domain/event-types.gen';
import type { Progress } from '../../domain/fold';
import { engine } from '../../sync/engine';
import { changed } from './changes';
import { loadRest } from './rest';

const nobody: Progress = { lessons: {}, consents: {}, actions: [] };
let log: Log | undefined;
let stop = () => {};

/** While a card is saved its log rings no bell: it would draw anew the card that she is leaving. */
let holds = 0;
let isMissed = false;

function heard(): void {
  isMissed = holds > 0;
  if (!holds) changed();
}

/** Hold what her log rings; returns how to let it ring, once, with what follows the save. */
export function holdBell(): () => void {
  holds += 1;
  return () => {
    holds -= 1;
    if (isMissed) heard();
  };
}

export const currentLog = (): Log | undefined => log;
/** All that her log holds, for what is folded by what comes later than the first card. */
export const rows = (): readonly Seen[] => log?.rows() ?? [];
export const progress = (): Progress => log?.progress() ?? nobody;

/** What presses her, told before there was anything else to keep. */
let told: string[] = [];
export const needs = (): string[] => progress().needs ?? told;
export function tellNeeds(chosen: string[]): void {
  told = chosen;
  changed();
}

/** She came by an invitation, or on another's phone: neither said what presses her nor began. */
export const isUnasked = (): boolean =>
  !progress().needs && !Object.keys(progress().lessons).length;

/** The avatar she picked, or the one the phone drew. */
export const myFace = (): string => progress().avatar ?? device.current()?.avatar ?? 'y1';

/** Open the log of the profile in use, if there is one; whose log stays shut is not here. */
export async function openSession(): Promise<void> {
  stop();
  const profile = device.current();
  if (log?.profile.id !== profile?.id) log = undefined;
  try {
    const rest = profile && (await loadRest());
    log = profile && (await rest?.openLog(profile));
    await rest?.atHand();
  } catch (error) {
    log = undefined;
    if (device.current()?.lock) device.leave();
    changed();
    throw error;
  }
  stop = log?.subscribe(heard) ?? stop;
  changed();
}

/** Make a profile and use it; a face nobody picked is one of the twelve that come first. */
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

/** Her log; a person is made when there is nobody on this phone, and never because it was shut. */
export async function someLog(): Promise<Log> {
  if (!log) {
    if (!device.current() && device.profiles().length) throw new Error('shut');
    making ??= device.current() ? openSession() : newPerson();
    await making.finally(() => {
      making = undefined;
    });
  }
  return log as Log;
}

/** Keep facts on the phone, all in the log of who is here now; rejects when one could not be kept. */
export async function keep<N extends EventName>(name: N, ...bodies: EventBody[N][]): Promise<void> {
  const mine = await someLog();
  if (told.length) await mine.append('need.chosen', { needs: told });
  told = [];
  for (const body of bodies) await mine.append(name, body);
}

/** What she wrote for herself; it never leaves the phone. With a helper beside her it is shut. */
export const note = async (key: string): Promise<string | undefined> =>
  helping() ? undefined : log?.note(key);
export async function setNote(key: string, text: string): Promise<void> {
  if (helping()) throw new Error('private');
  await (await someLog()).setNote(key, text);
}
