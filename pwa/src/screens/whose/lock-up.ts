/** Leave the phone to the next person, and somebody helping the one who is here. */
import { device, type Profile } from '../../db/device';
import { engine } from '../../sync/engine';
import { lockNow } from '../../vault/index';
import { keep, newPerson, openSession, usePerson } from '../state/session';

let isHelped = false;

/** Somebody helps her now: what is private stays shut until her key. */
export const helping = (): boolean => isHelped;
export const setHelping = (value: boolean): void => {
  isHelped = value;
};

/** Nobody is here any more: keys forgotten, "¿Quién eres?" on the screen. */
export async function lockUp(): Promise<void> {
  const me = device.current();
  if (me) lockNow(me.id);
  isHelped = false;
  device.leave();
  await openSession();
}

/** Somebody else takes the phone; the things of who leaves are shut behind her. */
export async function switchTo(one: Profile): Promise<void> {
  const me = device.current();
  if (me && me.id !== one.id) lockNow(me.id);
  isHelped = false;
  await usePerson(one);
  void engine.sendNow();
}

/** Her log is another one since a key was set or taken off; the engine watches those it has met. */
export async function reopen(): Promise<void> {
  await openSession();
  void engine.sendNow();
}

/** One more person; what was open is shut first. */
export async function welcome(face: string): Promise<void> {
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
