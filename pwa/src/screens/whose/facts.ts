/** What she decided, read anew whenever her log changes. */
import { useEffect, useState } from 'preact/hooks';
import type { Log } from '../../db/log';
import type { FoldEvent } from '../../domain/fold';
import { engine } from '../../sync/engine';
import { repeatTakingBack } from '../../vault/contact';
import { sendOrigin } from '../../vault/origin';
import { ownEvents } from '../../vault/own';
import { currentLog } from '../state/session';

/** Her own events; undefined until they are read. */
export function useEvents(log: Log | undefined): FoldEvent[] | undefined {
  const [events, setEvents] = useState<FoldEvent[]>();
  useEffect(() => {
    if (!log) return undefined;
    const read = () => void ownEvents(log).then(setEvents, () => {});
    read();
    return log.subscribe(read);
  }, [log]);
  return events;
}

/** What goes beside the exchange: a contact taken back without signal, and where she is from. */
export async function sendWhatWaits(): Promise<void> {
  const log = currentLog();
  if (!log || engine.state() === 'sending') return;
  await repeatTakingBack(log).catch(() => {});
  await sendOrigin(log).catch(() => {});
}

/** It leaves when there is signal. */
export function watchWhatWaits(): void {
  const look = () => void sendWhatWaits();
  addEventListener('online', look);
  engine.subscribe(look);
  look();
}
