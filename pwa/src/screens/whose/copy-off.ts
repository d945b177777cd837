/** Who else may have what she studied is told by the copy alone, so before the copy ends. */
import type { Log } from '../../db/log';
import { decisions } from '../../domain/decisions';
import type { Key } from '../../i18n/t';
import { engine } from '../../sync/engine';
import { keepHere } from '../consent';
import { keep, rows } from '../state/session';

/** A permission that the server adds where its operator has an LRS (api/library/asked.py). */
export const isReader = (purpose: string): boolean => purpose.startsWith('lrs.');

/** Take back that permission, and see whether the server knows. */
export async function readerOff(log: Log, purpose: string): Promise<Key> {
  await keep('consent.withdrawn', { purpose });
  await engine.sendNow();
  return log.counts().unsent ? 'readerOffLater' : 'readerOff';
}

/** Only on this phone from now on. */
export async function copyOff(log: Log): Promise<Key> {
  const given = [...decisions(rows())].filter(([id, { version }]) => isReader(id) && version);
  let told: Key = 'readerOff';
  for (const [id] of given) told = await readerOff(log, id);
  await keepHere();
  return told === 'readerOff' ? 'turnedOff' : 'copyOffUntold';
}
