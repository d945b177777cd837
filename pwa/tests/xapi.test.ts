// @vitest-environment node
import { describe, expect, it } from 'vitest';
import vectors from '../../tests/vectors/xapi.json';
import type { FoldEvent } from '../src/domain/fold';
import { statementOf } from '../src/domain/xapi';

type Case = { name: string; event: FoldEvent; expect: object | null };
const { home, name, namespace, lessons } = vectors;
const cases = vectors.cases as unknown as Case[];

describe('xapi vectors, shared with the server', () => {
  it.each(cases.map((one) => [one.name, one] as const))('%s', async (_, one) => {
    const known: Record<string, string> = lessons;
    const made = await statementOf(one.event, { home, name, namespace }, (id) => known[id]);
    expect(made ?? null).toEqual(one.expect);
  });
});
