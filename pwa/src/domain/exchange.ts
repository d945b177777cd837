/** What an exchange is made of: rows of a log, what goes out, what comes back. Types only. */
import type { PlainEvent, StoredEvent } from './event';

/** `u`: unsent. `ack`: epoch in which the server answered for it. `why`: reason of quarantine. */
export type Row = StoredEvent & { u?: 1; ack?: string; why?: string };
/** Current replica and its next number. */
export type Head = { r: string; q: number };
export type Held = { key: number; row: Row };

export type Verdict = 'accepted' | 'duplicate' | 'fork' | `quarantined:${string}`;
export type Cursor = { l: number; e: number };
/** Of each twin the last number heard of her stream; below 0: not asked for yet. */
export type Twins = { [subject: string]: number };
/** A row of a stream: `st` is the stream, `n` its number. */
export type News = StoredEvent & { st: string; n: number };

export type Reply = {
  epoch: string;
  /** Left out when the phone has this version already. */
  catalog: string | undefined;
  kept: number[];
  verdicts: Verdict[];
  cursor: Cursor;
  more: boolean;
  news: News[];
  twins?: Twins;
};

/** What went out: under which epoch, which replicas were named, which events. */
export type Sent = {
  epoch: string;
  held: string[];
  events: Pick<Row, 'r' | 'q' | 'h'>[];
  /** The twins that were asked for. */
  twins?: Twins;
};

/** An event the server could not take, and in how many rounds. */
export type Stuck = { h: string; rounds: number };

/** What a request is made of. */
export type Outbox = {
  epoch: string;
  cursor: Cursor;
  held: string[];
  rows: Held[];
  /** Day of the last contact. */
  day: number;
  twins: Twins;
  stuck?: Stuck;
};

/** The reads and writes of an exchange over a log that is sealed; sync/store.ts has those of others. */
export type SealedStore = {
  outbox(limit: number, skip: ReadonlySet<string>): Promise<Outbox>;
  apply(sent: Sent, reply: Reply, day: number): Promise<boolean>;
  sending(): Promise<void>;
  stuck(stuck: Stuck | undefined): Promise<void>;
  twins(edit: (before: Twins) => Twins): Promise<void>;
  aside(held: Held, blank: PlainEvent, reason: string): Promise<void>;
  attention(): Map<number, number>;
};
