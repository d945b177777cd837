/** What may leave, and when a day is new. */
import type { Log } from '../db/log';
import type { Result } from '../domain/result';

export const PURPOSE = 'data.sync';
const LIMA_S = 5 * 3600;

/** Nothing of hers leaves before she said yes, nor after she said no. */
export const mayLeave = (log: Log): boolean => PURPOSE in log.progress().consents;

/** Where this phone keeps that she wants her things nowhere else. */
export const refusalKey = (id: string | undefined): string => `solo:${id}`;

/** The day in Lima, as a number: one contact a day is enough. */
export const today = (): number => Math.floor((Date.now() / 1000 - LIMA_S) / 86400);

export type EngineState = 'off' | 'idle' | 'sending' | 'waiting' | 'attention';

/** What the engine needs of downloads/library.ts, which it may not import. */
export type Shelf = {
  edition(): string;
  catalog(): { version: string } | undefined;
  refresh(): Promise<Result<unknown>>;
  update(): Promise<void>;
};

export type Outcome = { ok: true } | { ok: false; reason: string; retryAfterS: number };

/** What the always loaded part lends. */
export type Engine = {
  shelf: Shelf | undefined;
  become(state: EngineState): void;
  glance(): Promise<Result<null>>;
  sendNow(): Promise<Result<null>>;
  quiet(untilMs: number): void;
};
