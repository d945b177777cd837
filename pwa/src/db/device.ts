/** What belongs to the phone and not to one person: profiles, catalogue, modules. */
import { newId, randomBytes, toBase64url } from '../domain/bytes';
import { database, req } from './idb';

/** `id` is the subject; the token opens her log on the server and nothing else. */
export type Profile = { id: string; avatar: string; token: string; createdAt: number };

export const deviceDb = database('creando', (db) => {
  db.createObjectStore('profiles', { keyPath: 'id' });
  for (const name of ['kv', 'catalog', 'modules']) db.createObjectStore(name);
});

let profiles: Profile[] = [];
let currentId: string | undefined;

async function open(): Promise<void> {
  await deviceDb.run(['profiles', 'kv'], 'readonly', async (store) => {
    const all = req(store('profiles').getAll());
    currentId = await req(store('kv').get('current'));
    profiles = ((await all) as Profile[]).sort((x, y) => x.createdAt - y.createdAt);
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
  currentId = profile.id;
  return profile;
}

async function use(id: string): Promise<void> {
  await set('current', id);
  currentId = id;
}

/** Forget a profile; her log is another database (`log.erase`). */
async function removeProfile(id: string): Promise<void> {
  await deviceDb.run(['profiles', 'kv'], 'readwrite', (store) => {
    store('profiles').delete(id);
    if (currentId === id) store('kv').delete('current');
  });
  profiles = profiles.filter((one) => one.id !== id);
  if (currentId === id) currentId = undefined;
}

export const device = {
  open,
  get,
  set,
  createProfile,
  use,
  removeProfile,
  profiles: (): Profile[] => profiles,
  current: (): Profile | undefined => profiles.find((one) => one.id === currentId),
};
