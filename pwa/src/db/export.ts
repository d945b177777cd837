/** Everything this phone holds of one person, in one readable object. The token stays out. */
import type { Profile } from './device';
import { type Db, req } from './idb';
import { written } from './notes';

export async function exportAll(profile: Profile, db: Db): Promise<object> {
  const { token: _, ...person } = profile;
  const stores = ['events', 'kept', 'aside', 'pulled'];
  return db.run([...stores, 'notes'], 'readonly', async (store) => {
    const [events, kept, aside, pulled] = await Promise.all(
      stores.map((name) => req(store(name).getAll())),
    );
    const keys = await req(store('notes').getAllKeys());
    const texts = await req(store('notes').getAll());
    const notes = written(Object.fromEntries(keys.map((key, i) => [String(key), texts[i]])));
    return { format: 'creando-1', profile: person, events, kept, aside, pulled, notes };
  });
}
