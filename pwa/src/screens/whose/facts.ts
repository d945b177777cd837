/** What she decided, read anew whenever her log changes. */
import { useEffect, useState } from 'preact/hooks';
import type { Log } from '../../db/log';
import type { FoldEvent } from '../../domain/fold';
import { engine } from '../../sync/engine';
import { repeatTakingBack } from '../../vault/contact';
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

/** A contact that she took back without signal is taken from the server when there is. */
export function watchTakenBack(): void {
  const look = () => {
    const log = currentLog();
    if (log && engine.state() !== 'sending') void repeatTakingBack(log).catch(() => {});
  };
  addEventListener('online', look);
  engine.subscribe(look);
  look();
}
