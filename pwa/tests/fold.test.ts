// @vitest-environment node
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import vectors from '../../tests/vectors/progress.json';
import { type FoldEvent, fold, lessonView } from '../src/domain/fold';

type Vector = {
  name: string;
  content: { lessons: Record<string, [number, number][]> };
  events: FoldEvent[];
  expect: Record<string, unknown> & { views: Record<string, unknown> };
};
const cases = vectors as unknown as Vector[];

/** Plain objects: the fold's records have no prototype. */
const bare = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

describe('progress vectors, shared with the server', () => {
  it.each(cases.map((one) => [one.name, one] as const))(
    '%s',
    (_, { content, events, expect: e }) => {
      const { views, ...progress } = e;
      const mine = fold(events);
      expect(bare(mine)).toEqual(progress);
      const seen = Object.entries(content.lessons).map(([id, cards]) => [
        id,
        lessonView(mine.lessons[id], cards),
      ]);
      expect(Object.fromEntries(seen)).toEqual(views);
    },
  );
});

const word = fc.constantFrom('x', 'constructor', 'y');
const small = fc.integer({ min: 1, max: 3 });
const event = fc.record({
  t: fc.constantFrom(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 77),
  v: fc.constantFrom(1, 1, 1, 2),
  at: fc.integer({ min: 0, max: 5 }),
  d: fc.record({
    lesson: word,
    card: small,
    rev: small,
    option: word,
    purpose: word,
    text_version: small,
    edition: word,
    avatar: word,
    needs: fc.array(word),
    question: word,
    answers: fc.array(word),
    when: word,
    where: word,
  }),
});

/** A log of one replica: identities and hashes differ. */
const logOf = fc
  .array(event, { maxLength: 25 })
  .map((events) => events.map((e, i) => ({ ...e, r: 'A', q: i + 1, h: `h${(i * 7) % 26}` })));

describe('fold', () => {
  it('does not depend on order, and counts a repeated or moved event once', () => {
    const pairs = logOf.chain((log) =>
      fc.tuple(
        fc.constant(log),
        fc.shuffledSubarray([...log, ...log], { minLength: 2 * log.length }),
      ),
    );
    fc.assert(
      fc.property(pairs, ([log, shuffled]) => {
        const moved: FoldEvent[] = shuffled.map((e, i) =>
          i % 3 ? e : { ...e, of: [e.r, e.q], r: 'B', q: i },
        );
        expect(fold(moved)).toEqual(fold(log));
      }),
      { numRuns: 500 },
    );
  });

  it('never reads an inherited property as a lesson', () => {
    expect(fold([]).lessons.constructor).toBeUndefined();
  });
});
