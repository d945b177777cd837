/** What she wrote for herself: under her private key, which a helper does not have. */
import { type Db, req } from '../db/idb';
import { type Bytes, openJson, shutJson } from './boxes';
import type { Keys } from './keys';

type Note = { key: string; text: string };

export function notesOf(db: Db, keys: Keys) {
  async function all(): Promise<Record<string, string>> {
    const secret = keys.secret;
    if (!secret) return {};
    const boxes = await db.run(['secrets'], 'readonly', async (store) => {
      return (await req(store('secrets').getAll())) as Bytes[];
    });
    const notes = await Promise.all(boxes.map((box) => openJson<Note>(secret, box)));
    return Object.fromEntries(notes.flatMap((note) => (note ? [[note.key, note.text]] : [])));
  }
  return {
    all,
    read: async (key: string): Promise<string | undefined> => (await all())[key],
    async write(key: string, text: string): Promise<void> {
      if (!keys.secret) throw new Error('private');
      const box = await shutJson(keys.secret, { key, text });
      await db.run(['secrets'], 'readwrite', (store) => {
        store('secrets').add(box);
      });
    },
  };
}
