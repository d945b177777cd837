/** Leave the phone to the next person, and somebody helping the one who is here. */
import { device, MOST_PEOPLE, type Profile } from '../../db/device';
import { engine } from '../../sync/engine';
import { isLocked, lockNow } from '../../vault/index';
import { keep, newPerson, openSession, usePerson } from '../state/session';

let isHelped = false;

/** Somebody helps her now: what is private stays shut until her key. */
export const helping = (): boolean => isHelped;
export const setHelping = (value: boolean): void => {
  isHelped = value;
};

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
  isHelped = false;
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
export async function switchTo(one: Profile): Promise<void> {
  const me = device.current();
  if (me && me.id !== one.id) shut(me);
  isHelped = false;
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
  isHelped = false;
  await newPerson(face);
}

/** Another drawing for who is here, on the picker too. */
export async function changeFace(avatar: string): Promise<void> {
  await keep('profile.created', { avatar });
  const me = device.current();
  if (me) await device.put({ ...me, avatar });
}
