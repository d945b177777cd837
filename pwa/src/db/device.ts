/** What belongs to the phone and not to one person: profiles, catalogue, modules. */
import { newId, randomBytes, toBase64url } from '../domain/bytes';
import type { Lock } from '../domain/lock';
import { database, req } from './idb';

/** How she wants the app. It lies open on the phone: it applies before her key. */
export type Prefs = {
  lang?: string;
  mode?: 'simple' | 'full';
  listen?: boolean;
  rate?: number;
  /** The `voiceURI` of the voice of this phone that she likes. */
  voice?: string;
};

/**
 * `id` is the subject; the token opens her log on the server and nothing else. With a lock it only
 * appends there: the one that reads is behind her key. `base` names the database of her log when
 * it is not the first one, `old` one that is to be deleted, `behind` those of logs whose key she
 * forgot: only their parcels are left, until every backup has what is in them.
 */
export type Profile = {
  id: string;
  avatar: string;
  token: string;
  createdAt: number;
  lock?: Lock;
  base?: string;
  old?: string;
  behind?: string[];
  prefs?: Prefs;
};

export const deviceDb = database('creando', (db) => {
  db.createObjectStore('profiles', { keyPath: 'id' });
  for (const name of ['kv', 'catalog', 'modules']) db.createObjectStore(name);
});

/** A family's phone: at most this many people share it. */
export const MOST_PEOPLE = 8;

/** Who was chosen in this window; a new opening asks again when several share the phone. */
const CHOSEN = 'who';
const window = globalThis as { sessionStorage?: Storage };

let profiles: Profile[] = [];
let currentId: string | null | undefined;

const byAge = (x: Profile, y: Profile): number => x.createdAt - y.createdAt;

async function open(): Promise<void> {
  await deviceDb.run(['profiles', 'kv'], 'readonly', async (store) => {
    const all = req(store('profiles').getAll());
    const last = await req(store('kv').get('current'));
    profiles = ((await all) as Profile[]).sort(byAge);
    currentId = profiles.length > 1 ? window.sessionStorage?.getItem(CHOSEN) : last;
    // Nobody with a key is taken for granted: who opens the app says who she is.
    if (profiles.some((one) => one.id === currentId && one.lock)) currentId = undefined;
  });
}

const get = <T>(key: string): Promise<T | undefined> =>
  deviceDb.run(['kv'], 'readonly', (store) => req(store('kv').get(key)));

/** Write one value; `undefined` removes it. */
const set = (key: string, value: unknown): Promise<void> =>
  deviceDb.run(['kv'], 'readwrite', (store) => {
    if (value === undefined) store('kv').delete(key);
    else store('kv').put(value, key);
  });

/** Write one value unless another tab has just written one; returns the one that stands. */
const getOrPut = <T>(key: string, value: T): Promise<T> =>
  deviceDb.run(['kv'], 'readwrite', async (store) => {
    const found = (await req(store('kv').get(key))) as T | undefined;
    if (found === undefined) store('kv').put(value, key);
    return found ?? value;
  });

/** Write a profile anew, or a new one. */
async function put(profile: Profile): Promise<void> {
  await deviceDb.run(['profiles'], 'readwrite', (store) => {
    store('profiles').put(profile);
  });
  profiles = [...profiles.filter(({ id }) => id !== profile.id), profile].sort(byAge);
}

/** A profile as it stands on the disk: another tab may have set her key, or erased her. */
async function fresh(id: string): Promise<Profile | undefined> {
  const one = await deviceDb.run(['profiles'], 'readonly', (store) =>
    req(store('profiles').get(id) as IDBRequest<Profile | undefined>),
  );
  profiles = profiles.flatMap((old) => (old.id === id ? (one ?? []) : old));
  return one;
}

/** Change a profile as it stands on the disk; nothing when she is no longer here. */
async function edit(id: string, change: (before: Profile) => Profile): Promise<void> {
  await deviceDb.run(['profiles'], 'readwrite', async (store) => {
    const before = (await req(store('profiles').get(id))) as Profile | undefined;
    if (before) store('profiles').put(change(before));
  });
  await fresh(id);
}

/** Make a profile and use it. */
async function createProfile(avatar: string): Promise<Profile> {
  const profile = {
    id: newId(),
    avatar,
    token: toBase64url(randomBytes(32)),
    createdAt: Math.floor(Date.now() / 1000),
  };
  await deviceDb.run(['profiles', 'kv'], 'readwrite', (store) => {
    store('profiles').put(profile);
    store('kv').put(profile.id, 'current');
  });
  profiles = [...profiles, profile];
  choose(profile.id);
  return profile;
}

async function use(id: string): Promise<void> {
  await set('current', id);
  choose(id);
}

function choose(id: string): void {
  currentId = id;
  window.sessionStorage?.setItem(CHOSEN, id);
}

/** Nobody is using the phone now. */
function leave(): void {
  currentId = undefined;
  window.sessionStorage?.removeItem(CHOSEN);
}

/** Forget a profile; her log is another database (`log.erase`). */
async function removeProfile(id: string): Promise<void> {
  await deviceDb.run(['profiles', 'kv'], 'readwrite', (store) => {
    store('profiles').delete(id);
    if (currentId === id) store('kv').delete('current');
  });
  profiles = profiles.filter((one) => one.id !== id);
  if (currentId === id) leave();
}

export const device = {
  open,
  get,
  set,
  getOrPut,
  put,
  edit,
  fresh,
  createProfile,
  use,
  leave,
  removeProfile,
  profiles: (): Profile[] => profiles,
  current: (): Profile | undefined => profiles.find((one) => one.id === currentId),
};
