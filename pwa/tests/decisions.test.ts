// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { decisions } from '../src/domain/decisions';

const event = (t: number, at: number, d: object, h = 'a') => ({ t, at, h, d }) as never;
const yes = (at: number, version = 1) =>
  event(3, at, { purpose: 'data.sync', text_version: version });
const no = (at: number) => event(4, at, { purpose: 'data.sync' });

describe('what she last decided', () => {
  it('is the latest, with its day and the text she saw, in whatever order it is heard', () => {
    for (const order of [
      [yes(10), no(20), yes(30, 2)],
      [yes(30, 2), yes(10), no(20)],
    ])
      expect(decisions(order)).toEqual(new Map([['data.sync', { at: 30, version: 2 }]]));
  });

  it('is no when both are of one second', () => {
    for (const order of [
      [yes(10), no(10)],
      [no(10), yes(10)],
    ])
      expect(decisions(order)).toEqual(new Map([['data.sync', { at: 10 }]]));
  });

  it('knows a contact by its edition, and nothing of what has no purpose', () => {
    const given = event(22, 10, { edition: 'abierta', text_version: 3 });
    const back = event(4, 20, { purpose: 'contact.abierta' });
    const lesson = event(5, 5, { lesson: 'tanda' });
    expect(decisions([given, lesson])).toEqual(
      new Map([['contact.abierta', { at: 10, version: 3 }]]),
    );
    expect(decisions([back, given])).toEqual(new Map([['contact.abierta', { at: 20 }]]));
  });

  it('leaves alone what it cannot read', () => {
    expect(decisions([{ t: 3, at: 1, h: 'a' } as never])).toEqual(new Map());
  });
});
