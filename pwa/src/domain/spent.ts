/** What this app fetched on this phone, by month and today. Pure. */
import { dateOf } from './lima';

/** `month` and `day` are those of Lima: "2026-11", "2026-11-28". */
export type Spent = { month: string; bytes: number; day: string; today: number };

/** Add bytes to the account at a moment in seconds; a new day and a new month begin at nothing. */
export function addSpent(old: Spent | undefined, bytes: number, now: number): Spent {
  const day = dateOf(now);
  const month = day.slice(0, 7);
  return {
    month,
    bytes: (old?.month === month ? old.bytes : 0) + bytes,
    day,
    today: (old?.day === day ? old.today : 0) + bytes,
  };
}

/** The whole strip stands for the smallest of these that holds it, in MB. */
const SCALES = [1, 5, 20, 100, 500];

/** Choose what the whole strip stands for, and how much of it is woven, from 0 to 1. */
export function stripOf(bytes: number): { scale: number; part: number } {
  const scale = SCALES.find((mb) => bytes <= mb * 1e6) ?? Math.ceil(bytes / 1e6);
  return { scale, part: bytes / (scale * 1e6) };
}
