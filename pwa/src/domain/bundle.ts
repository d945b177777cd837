/** The shapes of bundles and of the catalogue (docs/lesson-format.md), and how to read them. */

import type { Constant } from './regime';

/** Newest bundle format this app reads; it also reads the one before. */
export const BUNDLE_FORMAT = 1;

export type Inline = string | (string | ['b' | 'i', string])[];
/** What one trade, or who holds one document, reads: its key, its name, its words. */
export type Choice = [key: string, title: string, ...texts: Text[]];
/** The same place told in several ways: `e` for trades, `v` for documents. */
export type Variants = ['e' | 'v', ...Choice[]];
export type Block = Text | Variants | ['f', picture: string | 0, alt: string];
type Text = Inline | ['r' | 's', Inline] | ['u' | 'o', ...Inline[]];

export type Option = [id: string, text: Inline, right: 0 | 1, why: Inline];
type Head<K extends string> = [kind: K, id: number, rev: number, title: string, blocks: Block[]];
export type ReadingCard = Head<'idea' | 'picture' | 'think'>;
export type StoryCard = [...Head<'story'>, extra: [avatar: string, name: string]];
export type ChoiceCard = [...Head<'one' | 'many'>, extra: Option[]];
export type OrderCard = [
  ...Head<'order'>,
  extra: [items: [id: string, text: Inline][], good: Inline, almost: Inline],
];
export type MatchCard = [
  ...Head<'match'>,
  extra: [pairs: [id: string, left: string, right: string][], good: Inline, almost: Inline],
];
export type NumberCard = [
  ...Head<'number'>,
  extra: [answer: number, unit: string, near: number, good: Inline, almost: Inline],
];
export type DoCard = [
  ...Head<'do'>,
  extra: [steps: Inline[], when: string[], where: string[], risk: Inline],
];
export type Card =
  | ReadingCard
  | StoryCard
  | ChoiceCard
  | OrderCard
  | MatchCard
  | NumberCard
  | DoCard;
export type CardKind = Card[0];

export type Lesson = [
  id: string,
  title: string,
  minutes: number,
  rule: string,
  picture: string | 0,
  cards: Card[],
  more?: More,
];
/** What only some lessons have. */
export type More = {
  /** The weekly check of its rule. */
  h?: string;
  /** It is passed only when every question was answered right. */
  c?: 1;
  /** The trades and the needs it is for. */
  t?: string[];
  n?: string[];
  by?: By;
};
/** Whose work it is where it is not ours, and under which licence. */
export type By = [credit: string, licence: string];

/** A drawing: tag, attributes, children. */
export type Tree = [tag: string, attributes: Record<string, string | number>, ...children: Tree[]];

export type Module = {
  f: number;
  k: 'module';
  id: string;
  l: string;
  t: string;
  o: string;
  p: string | 0;
  by?: By;
  ls: Lesson[];
};
/** `art` carries the shared parts, `art-<module>` the drawings of a module; no language has its own. */
export type Art = {
  f: number;
  k: 'art';
  id: string;
  defs?: Tree[];
  px?: Record<string, Tree>;
};
export type Pack = { f: number; k: 'pack'; id: string; l: string; ms: (Module | Art)[] };
export type Edition = {
  f: number;
  k: 'edition';
  id: string;
  t: string;
  tz: string;
  ls: string[];
  ch: [slug: string, title: string][];
  by: string;
  cs: [purpose: string, textVersion: number, title: string, paragraphs: string[]][];
  /** The new address, when the app moves: what is on a phone has to be carried there. */
  mv?: string;
  /** Numbers for a bad moment that somebody of the edition confirmed. */
  hp?: [name: string, what: string, number: string][];
  /** What it asks to finish (domain/graduation.ts), where that is not as usual. */
  gr?: [modules: number, actions: number, given: number, survey: string];
  /** Its last day, "2027-06-30". */
  en?: string;
  /** When people meet: `at` in seconds. */
  dt?: [id: string, title: string, at: number, minutes: number, where: string][];
  /** Whom to ask whether this is real; the number may be ''. */
  ct?: [name: string, avatar: string, whatsapp: string];
};
/** How it went for somebody (1 well, 0 badly), composed by the authors. */
export type Tale = [
  id: string,
  trade: string,
  place: string,
  went: 0 | 1,
  title: string,
  teller: [avatar: string, name: string],
  blocks: Block[],
];
export type Trick = [
  id: number,
  trade: string,
  avatar: string,
  name: string,
  title: string,
  text: Inline,
];
export type Stories = { f: number; k: 'stories'; id: string; l: string; ss: Tale[]; ts: Trick[] };
/** Closed questions; each answer has its words and its drawing. */
export type Survey = [
  id: string,
  version: number,
  title: string,
  why: string,
  questions: [id: string, text: string, answers: [id: string, text: string, picture: string][]][],
];
export type Surveys = { f: number; k: 'surveys'; id: string; l: string; ss: Survey[] };
/** What can be searched for; words are without accents and capitals (api/content/words.py). */
export type Index = {
  f: number;
  k: 'words';
  id: string;
  l: string;
  ms: [id: string, words: string, lessons: [id: string, title: string, words: string][]][];
  /** Words of one meaning, and the needs they speak of. */
  g: [words: string, needs: string][];
  /** Dated amounts for the comparison of regimes; absent from a bundle of an older build. */
  constants?: Constant[];
  /** How to order her route (domain/way.ts). */
  r?: Rules;
};
/** Whole numbers: what each answer adds to each stop. `quiet` ones are never proposed by themselves. */
export type Rules = {
  step: number;
  short: number;
  first: number;
  started: number;
  quiet: string[];
  groups: [
    question: string,
    why: string,
    against: string,
    answers: Record<string, Record<string, number>>,
  ][];
};
export type Bundle = Module | Art | Pack | Edition | Stories | Surveys | Index;

export type Entry = {
  id: string;
  /** `audio-<lesson>`, its recording, is kept apart (listen/recorded.ts). */
  kind: Bundle['k'] | 'audio';
  title: string;
  url: string;
  sha256: string;
  transfer_bytes: number;
  stored_bytes: number;
  locale: string;
  rev: number;
  order?: number;
  minutes?: number;
  lessons?: number;
  /** What a module answers (domain/needs.ts). */
  needs?: string[];
  /** Not a step of the route: short lessons for one trouble, or what mentors learn. */
  group?: 'ratitos' | 'mentores';
  /** Something of it is still to be confirmed. */
  review?: 1;
};
export type Catalog = { version: string; edition: string; entries: Entry[] };

/** The cards of a lesson as `lessonView` wants them. */
export const cardRevs = (lesson: Lesson): [number, number][] =>
  lesson[5].map((card) => [card[1], card[2]]);

/** Read a catalogue; undefined when it is not one. */
export function readCatalog(text: string): Catalog | undefined {
  const value = parse(text) as Catalog | undefined;
  return value &&
    typeof value.version === 'string' &&
    typeof value.edition === 'string' &&
    Array.isArray(value.entries) &&
    value.entries.every((e) => e && [e.id, e.url, e.sha256].every((x) => typeof x === 'string'))
    ? value
    : undefined;
}

/** Formats N and N-1. */
export const isReadable = ({ f }: { f: number }): boolean =>
  f === BUNDLE_FORMAT || f === BUNDLE_FORMAT - 1;

/** Read a bundle of a format we know; undefined when it is not one. */
export function readBundle(text: string): Bundle | undefined {
  const value = parse(text) as Bundle | undefined;
  return value && typeof value.id === 'string' && isReadable(value) ? value : undefined;
}

function parse(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return value && typeof value === 'object' ? value : undefined;
  } catch {
    return undefined;
  }
}
