// @vitest-environment node
import { describe, expect, it } from 'vitest';
import vectors from '../../tests/vectors/sharing.json';
import { foldSharing, type Sharing } from '../src/domain/sharing';

type Event = { t: number; v: number; at: number; h: string; d: Record<string, never> };
type Vector = { name: string; events: Partial<Event>[]; expect: Sharing };
const cases = vectors as unknown as Vector[];

describe('sharing vectors, shared with the server', () => {
  it.each(cases.map((one) => [one.name, one] as const))('%s', (_, one) => {
    const events = one.events.map((e) => ({ v: 1, ...e }) as Event);
    for (const order of [events, [...events].reverse(), [...events, ...events]])
      expect(JSON.parse(JSON.stringify(foldSharing(order)))).toEqual(one.expect);
  });
});
