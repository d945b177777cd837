// @vitest-environment node
import { beforeEach, describe, expect, it, vi } from 'vitest';
import vectors from '../../tests/vectors/proofcode.json';
import type { Log, Seen } from '../src/db/log';

const code = vectors.codes[0]?.code as string;
const asked = vi.fn();
const news = vi.fn(async () => {});
let revoked: string[] = [];

vi.mock('../src/vault/call', async (real) => ({ ...(await real<object>()), call: asked }));
vi.mock('../src/vault/index', () => ({ sessionOf: () => '' }));
vi.mock('../src/sync/engine', () => ({ engine: { sendNow: news } }));
vi.mock('../src/downloads/library', () => ({ library: { edition: () => 'abierta' } }));
vi.mock('../src/screens/state/session', () => ({ rows: () => [] }));
vi.mock('../src/screens/state/shelf', () => ({}));
vi.mock('../src/screens/proof/issuer', () => ({ issuer: async () => ({ ids: revoked }) }));
const { askFor } = await import('../src/screens/proof/mine');

/** A phone of hers with these boxes and notes. */
function phone(rows: Seen[] = [], notes: Record<string, string> = {}) {
  const log = {
    profile: {},
    rows: () => rows,
    note: async (name: string) => notes[name],
    setNote: async (name: string, text: string) => {
      notes[name] = text;
    },
    append: async (_: string, d: object, enc: Seen['enc']) =>
      void rows.push({ t: 13, at: 0, h: `h${rows.length}`, d, enc } as unknown as Seen),
  };
  return { rows, notes, log: log as unknown as Log };
}

describe('a certificate is asked for', () => {
  beforeEach(() => {
    revoked = [];
    asked.mockReset();
    asked.mockImplementation(async () => ({
      kind: 'ok',
      body: { id: vectors.id, code, credential: 'jwt' },
    }));
  });

  it('once for a name, here and on her other phone, until it is taken back', async () => {
    const first = phone();
    const made = await askFor(first.log, vectors.name);
    expect(made).toMatchObject({ ok: true, value: { name: vectors.name, id: vectors.id } });
    expect(await askFor(first.log, ` ${vectors.name.normalize('NFD')} `)).toEqual(made);
    const second = phone();
    // What the first one made comes with the news.
    news.mockImplementationOnce(async () => {
      second.rows.push(...first.rows);
      Object.assign(second.notes, first.notes);
    });
    expect(await askFor(second.log, vectors.name)).toEqual(made);
    expect(asked).toHaveBeenCalledTimes(1);
    revoked = [vectors.id];
    await askFor(second.log, vectors.name);
    await askFor(second.log, 'Otra Persona');
    expect(asked).toHaveBeenCalledTimes(3);
    expect(JSON.stringify(asked.mock.calls)).not.toContain('Otra');
  });

  it('not while her key is on another phone: that one would be taken back', async () => {
    const first = phone();
    await askFor(first.log, vectors.name);
    asked.mockClear();
    await expect(askFor(phone(first.rows).log, 'Otra Persona')).rejects.toThrow();
    expect(asked).not.toHaveBeenCalled();
  });
});
