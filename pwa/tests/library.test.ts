// @vitest-environment node
import { createHash } from 'node:crypto';
import { IDBObjectStore as FDBObjectStore } from 'fake-indexeddb';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Entry, Module, Pack } from '../src/domain/bundle';
import { newPhone } from './phone';

const sha = (text: string): string => createHash('sha256').update(text).digest('hex');

const module = (id: string, title = 'Título', f = 1): Module => ({
  f,
  k: 'module',
  id,
  l: 'es',
  t: title,
  o: '',
  p: 0,
  ls: [],
});

/** A shop of bundles; `serve` may put anything else in an answer's place. */
function newShop(bundles: (Module | Pack)[], edition = 'abierta') {
  const texts = new Map(bundles.map((one) => [one.id, JSON.stringify(one)]));
  const shop = {
    version: 'v1',
    seen: [] as string[],
    serve: (answer: Response): Response | Promise<Response> => answer,
    put(one: Module | Pack) {
      texts.set(one.id, JSON.stringify(one));
    },
    entries: (): Entry[] =>
      [...texts].map(([id, text]) => ({
        id,
        kind: JSON.parse(text).k,
        title: id,
        url: `/api/v1/bundles/${id}/${sha(text)}`,
        sha256: sha(text),
        transfer_bytes: 1,
        stored_bytes: text.length,
        locale: 'es',
        rev: 1,
      })),
  };
  const json = (text: string, headers = {}) =>
    new Response(text, { headers: { 'content-type': 'application/json', ...headers } });
  vi.stubGlobal(
    'fetch',
    vi.fn(async (url: string, init?: RequestInit) => {
      shop.seen.push(url);
      if (url.startsWith('/api/v1/bundles/')) {
        const [, , , , id = '', hash] = url.split('/');
        const text = texts.get(id) ?? '';
        return shop.serve(sha(text) === hash ? json(text) : new Response('', { status: 404 }));
      }
      const etag = `"${shop.version}"`;
      if (new Headers(init?.headers).get('if-none-match') === etag)
        return shop.serve(new Response(null, { status: 304 }));
      const catalog = { version: shop.version, edition, entries: shop.entries() };
      return shop.serve(json(JSON.stringify(catalog), { etag }));
    }),
  );
  return shop;
}

async function open(edition?: string) {
  vi.resetModules();
  const { library } = await import('../src/downloads/library');
  await library.open(edition);
  return library;
}

beforeEach(newPhone);

describe('the catalogue', () => {
  it('is kept, and asked for again only with its version', async () => {
    const shop = newShop([module('precio')]);
    const library = await open();
    expect(library.catalog()).toBeUndefined();
    expect((await library.refresh()).ok).toBe(true);
    const again = await open();
    expect(again.catalog()?.version).toBe('v1');
    shop.serve = (answer) => {
      expect(answer.status).toBe(304);
      return answer;
    };
    expect(await again.refresh()).toMatchObject({ ok: true, value: { version: 'v1' } });
  });

  it.each<[string, (answer: Response) => Response | Promise<Response>]>([
    ['a portal', () => new Response('<html>', { headers: { 'content-type': 'text/html' } })],
    ['a portal that says JSON', () => Response.json('hola')],
    ['an answer without entries', () => Response.json({ version: 'x', edition: 'abierta' })],
    ['another edition', () => Response.json({ version: 'x', edition: 'otra', entries: [] })],
    ['no signal', () => Promise.reject(new TypeError('offline'))],
    ['an error', (answer) => new Response(answer.body, { status: 500, headers: answer.headers })],
  ])('stays as it is with %s', async (_, serve) => {
    const shop = newShop([module('precio')]);
    const library = await open();
    await library.refresh();
    shop.version = 'v2';
    shop.serve = serve;
    expect((await library.refresh()).ok).toBe(false);
    expect(library.catalog()?.version).toBe('v1');
    expect((await open()).catalog()?.version).toBe('v1');
  });

  it('is one for each edition', async () => {
    newShop([module('precio')]);
    await (await open()).refresh();
    const demo = await open('demo');
    expect(demo.catalog()).toBeUndefined();
    expect((await demo.refresh()).ok).toBe(false);
  });
});

describe('a bundle', () => {
  it('is verified, kept, and then read without any network', async () => {
    const shop = newShop([module('precio')]);
    const library = await open();
    await library.refresh();
    const [one, two] = await Promise.all([
      library.fetchModule('precio'),
      library.fetchModule('precio'),
    ]);
    expect(one).toEqual({ ok: true, value: module('precio') });
    expect(two).toEqual(one);
    expect(shop.seen).toHaveLength(2);
    shop.serve = () => new Promise(() => {});
    const again = await open();
    expect(again.has('precio')).toBe(true);
    expect(await again.module('precio')).toEqual(module('precio'));
    expect(shop.seen).toHaveLength(2);
  });

  it.each<[string, string, (answer: Response) => Response | Promise<Response>]>([
    [
      'a portal',
      'network',
      () => new Response('<html>', { headers: { 'content-type': 'text/html' } }),
    ],
    [
      'one changed letter',
      'corrupt',
      async (a) => Response.json({ ...(await a.json()), t: 'Titulo' }),
    ],
    [
      'half of it',
      'corrupt',
      async (a) =>
        new Response((await a.text()).slice(0, 20), {
          headers: { 'content-type': 'application/json' },
        }),
    ],
    ['no signal', 'network', () => Promise.reject(new TypeError('offline'))],
  ])('is not believed: %s', async (_, reason, serve) => {
    const shop = newShop([module('precio')]);
    const library = await open();
    await library.refresh();
    shop.serve = serve;
    expect(await library.fetchModule('precio')).toEqual({ ok: false, reason });
    expect(library.has('precio')).toBe(false);
    expect(await library.module('precio')).toBeUndefined();
  });

  it('of a format from the future or too far back is not believed', async () => {
    newShop([module('nuevo', '', 2), module('viejo', '', -1), module('anterior', '', 0)]);
    const library = await open();
    await library.refresh();
    expect(await library.fetchModule('nuevo')).toEqual({ ok: false, reason: 'format' });
    expect(await library.fetchModule('viejo')).toEqual({ ok: false, reason: 'format' });
    expect((await library.fetchModule('anterior')).ok).toBe(true);
  });

  it('says that the phone is full', async () => {
    newShop([module('precio')]);
    const library = await open();
    await library.refresh();
    const put = FDBObjectStore.prototype.put;
    vi.spyOn(FDBObjectStore.prototype, 'put').mockImplementation(function (
      this: typeof FDBObjectStore.prototype,
      ...args: [unknown]
    ) {
      const request = put.apply(this, args);
      request.addEventListener('success', () =>
        (this.transaction as unknown as { _abort(name: string): void })._abort(
          'QuotaExceededError',
        ),
      );
      return request;
    });
    expect(await library.fetchModule('precio')).toEqual({ ok: false, reason: 'full' });
    expect(library.has('precio')).toBe(false);
  });
});

describe('an update', () => {
  it('brings newer bundles of what is here and nothing else', async () => {
    const shop = newShop([module('precio'), module('cajones')]);
    const library = await open();
    await library.refresh();
    await library.fetchModule('precio');
    shop.put(module('precio', 'Nuevo'));
    shop.put(module('cajones', 'Nuevo'));
    shop.version = 'v2';
    await library.refresh();
    shop.seen.length = 0;
    await library.update();
    expect(shop.seen).toHaveLength(1);
    expect((await library.module('precio'))?.t).toBe('Nuevo');
    expect(library.has('cajones')).toBe(false);
  });

  it('keeps the old one until the new one is whole', async () => {
    const shop = newShop([module('precio')]);
    const library = await open();
    await library.refresh();
    await library.fetchModule('precio');
    shop.put(module('precio', 'Nuevo'));
    shop.version = 'v2';
    await library.refresh();
    shop.serve = () => Promise.reject(new TypeError('offline'));
    await library.update();
    expect((await library.module('precio'))?.t).toBe('Título');
  });
});

describe('the pack', () => {
  const pack = (...ms: Module[]): Pack => ({ f: 1, k: 'pack', id: 'pack-es', l: 'es', ms });

  it('becomes module records, each checked against its entry', async () => {
    const [a, b] = [module('precio'), module('cajones', '¿Cuánto? – ñandú')];
    newShop([a, b, pack(a, b)]);
    const library = await open();
    await library.refresh();
    expect((await library.fetchPacks()).ok).toBe(true);
    const again = await open();
    expect(await again.module('cajones')).toEqual(b);
    expect(again.has('pack-es')).toBe(false);
    await again.update();
    expect(again.has('precio')).toBe(true);
  });

  it('leaves out a module that is not the one of the catalogue', async () => {
    const [a, b] = [module('precio'), module('cajones')];
    newShop([a, b, pack(a, module('cajones', 'Otro'))]);
    const library = await open();
    await library.refresh();
    await library.fetchPacks();
    expect(library.has('precio')).toBe(true);
    expect(library.has('cajones')).toBe(false);
  });
});
