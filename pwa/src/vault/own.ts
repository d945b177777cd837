/** What her log says of herself, whatever form it has on the disk. */
import type { Log } from '../db/log';
import type { FoldEvent } from '../domain/fold';

/** Her own events; those of a twin have another subject. */
export async function ownEvents(log: Log): Promise<FoldEvent[]> {
  const { events, kept, pulled } = (await log.exportAll()) as Record<string, FoldEvent[]>;
  const all = [events, kept, pulled].flatMap((rows = []) => rows) as (FoldEvent & { s?: string })[];
  return all.filter(({ s = log.profile.id }) => s === log.profile.id);
}
