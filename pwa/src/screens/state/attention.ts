import type { Log } from '../../db/log';
import type { Row } from '../../domain/exchange';

/** Type codes of what the server could not take, with how many of each. */
export async function needingAttention({ db, sealed }: Log): Promise<Map<number, number>> {
  if (sealed) return sealed.attention();
  const rows = await db.run(['events', 'kept', 'aside'], 'readonly', (store) => {
    const all = (name: string) =>
      new Promise<Row[]>((resolve, reject) => {
        const request = store(name).getAll();
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    return Promise.all([all('events'), all('kept'), all('aside')]);
  });
  const [events, kept, aside] = rows as [Row[], Row[], Row[]];
  const found = new Map<number, number>();
  for (const { t } of [...[...events, ...kept].filter((row) => row.why), ...aside]) {
    found.set(t, (found.get(t) ?? 0) + 1);
  }
  return found;
}
