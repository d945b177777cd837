import { calendar, type Reminder } from '../../../domain/ics';
import { nowS } from './said';

/** Hand her a file for the phone's own calendar; a second one of the same thing takes its place. */
export function saveCalendar(name: string, what: Omit<Reminder, 'now'>): void {
  const link = document.createElement('a');
  const text = calendar({ ...what, now: nowS() });
  link.href = URL.createObjectURL(new Blob([text], { type: 'text/calendar' }));
  link.download = `creando-${name}.ics`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
