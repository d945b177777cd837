import type { Entry, Module } from '../../domain/bundle';

/** One module on her route. */
export type Stop = {
  entry: Entry;
  module: Module | undefined;
  /** Lessons finished of `total`. */
  finished: number;
  total: number;
  state: 'done' | 'next' | 'here' | 'away';
  /** Why it stands where it does. */
  why: string | undefined;
};
