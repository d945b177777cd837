/** Leave the phone to the next person, and somebody helping the one who is here. */
import { device, MOST_PEOPLE, type Profile } from '../../db/device';
import { beginHelp, endHelp, HELPER, helping } from '../../db/helper';
import { engine } from '../../sync/engine';
import { dropPrivate, hasDropped, isLocked, lockNow } from '../../vault/index';
import { changed } from '../state/changes';
import { prefsOf } from '../state/prefs';
import { keep, newPerson, openSession, usePerson } from '../state/session';

/** Whose key was forgotten on purpose: the other tabs of the phone forget it too. */
const tabs = globalThis.BroadcastChannel && new BroadcastChannel('creando-lock');
tabs?.addEventListener('message', ({ data: id }) => {
  lockNow(id);
  const me = device.current();
  if (me && me.id === id && isLocked(me)) void leave();
});

function shut({ id }: Profile): void {
  lockNow(id);
  tabs?.postMessage(id);
}

/** Nobody is here any more: "¿Quién eres?" on the screen. */
async function leave(): Promise<void> {
  await endHelp(device.current()?.id);
  device.leave();
  await openSession();
}

/** Close her things, in every tab. */
export async function lockUp(): Promise<void> {
  const me = device.current();
  if (me) shut(me);
  await leave();
}

/** Nobody touched this tab for long; she may be at work in another. */
export async function lockIdle(): Promise<void> {
  const me = device.current();
  if (me) lockNow(me.id);
  await leave();
}

/** Somebody else takes the phone; the things of who leaves are shut behind her. */
export async function switchTo(one: Profile, isHelped = false): Promise<void> {
  const me = device.current();
  if (me && me.id !== one.id) shut(me);
  await endHelp(me?.id);
  await endHelp(one.id);
  if (isHelped) await hide(one);
  await usePerson(one);
  void engine.sendNow();
}

/** Her log is another one since a key was set or taken off; the engine watches those it has met. */
export async function reopen(): Promise<void> {
  await openSession();
  void engine.sendNow();
}

let coming: Promise<void> | undefined;

/** One more person; what was open is shut first. Two touches bring one person. */
export const welcome = (face: string): Promise<void> => {
  coming ??= begin(face).finally(() => {
    coming = undefined;
  });
  return coming;
};

async function begin(face: string): Promise<void> {
  if (device.profiles().length >= MOST_PEOPLE) throw new Error('full house');
  const me = device.current();
  if (me) shut(me);
  lockNow();
  await endHelp(me?.id);
  await newPerson(face);
}

/** Another drawing for who is here, on the picker too. */
export async function changeFace(avatar: string): Promise<void> {
  await keep('profile.created', { avatar });
  const me = device.current();
  if (me) await device.put({ ...me, avatar });
}

/** What is private stays shut in this tab until her key. */
async function hide(one: Profile): Promise<void> {
  dropPrivate(one.id);
  await beginHelp(one.id, !!prefsOf(one).listen);
}

/** Somebody helps who is here, from now on; on a new phone that makes her somebody. */
export async function help(): Promise<void> {
  if (!device.current()) await newPerson();
  await hide(device.current() as Profile);
  changed();
}

/** No more help: with a key of hers, once it is given again. */
export async function helpEnds(): Promise<void> {
  if (device.current()?.lock) location.hash = '#/ayudante';
  else await helpOver();
}

/** She is alone again, and sees what waits for her. */
export async function helpOver(): Promise<void> {
  await endHelp(device.current()?.id);
  location.hash = '#/esperan';
  changed();
}

/** Another tab began help or ended it; this one holds a private key of its own. */
export function watchHelp(): void {
  addEventListener('storage', ({ key }) => {
    const me = device.current();
    if (key !== HELPER || !me) return;
    if (helping()) dropPrivate(me.id);
    else if (me.lock && hasDropped(me.id)) void lockIdle();
    changed();
  });
}
