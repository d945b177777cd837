// @vitest-environment node
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { addressOf, isWhole } from '../src/sw/strategy';

const HERE = 'https://creando.example';

describe('which requests are the shell’s', () => {
  it.each([
    ['/', 'navigate', 'GET', 'page'],
    ['/?desde=icono', 'navigate', 'GET', 'page'],
    ['/api/v1/health', 'navigate', 'GET', undefined],
    ['/api/v1/sync', 'cors', 'POST', undefined],
    ['/api/v1/editions/abierta/catalog', 'cors', 'GET', undefined],
    ['/openapi.json', 'navigate', 'GET', undefined],
    ['/assets/abc.js', 'cors', 'GET', 'asset'],
    ['/assets/abc.js', 'cors', 'POST', undefined],
    ['/manifest.webmanifest', 'cors', 'GET', undefined],
    ['https://otra.example/assets/abc.js', 'no-cors', 'GET', undefined],
  ])('%s (%s, %s) -> %s', (path, mode, method, kind) => {
    expect(addressOf(new URL(path, HERE).href, mode, method, HERE)).toBe(kind);
  });
});

const script = (body: string) =>
  new Response(body, { headers: { 'content-type': 'text/javascript' } });
const page = (build: string) =>
  new Response(`<meta name="build" content="${build}">`, {
    headers: { 'content-type': 'text/html; charset=utf-8' },
  });

it('a portal’s page is never a script, and a redirected one never a page', () => {
  expect(isWhole(page('b1'), '/assets/a.js')).toBe(false);
  expect(isWhole(script(''), '/')).toBe(false);
  expect(isWhole(page('b1'), '/assets/a.json')).toBe(false);
  expect(isWhole(new Response('', { status: 404 }), '/')).toBe(false);
  const away = page('b1');
  Object.defineProperty(away, 'redirected', { value: true });
  expect(isWhole(away, '/')).toBe(false);
  expect(isWhole(page('b1'), '/')).toBe(true);
});

/** By name: the worker is checked under tsconfig.sw.json, without the page's types. */
const WORKER = '../src/sw/worker';

type Handler = (event: { waitUntil(work: Promise<unknown>): void; data?: unknown }) => void;

/** A worker of build b2 in a browser made of maps. */
async function newWorker(broken: string[] = []) {
  const stores = new Map<string, Map<string, Response>>();
  const store = (name: string) => {
    const made = stores.get(name) ?? new Map<string, Response>();
    stores.set(name, made);
    return made;
  };
  const handlers = new Map<string, Handler>();
  const worker = {
    addEventListener: (type: string, handler: Handler) => handlers.set(type, handler),
    skipWaiting: vi.fn(async () => {}),
    clients: { claim: vi.fn(async () => {}) },
    location: { origin: HERE },
  };
  vi.stubGlobal('self', worker);
  vi.stubGlobal('BUILD', 'b2');
  vi.stubGlobal('SHELL', ['/', '/assets/old.js', '/assets/new.js']);
  vi.stubGlobal('EXTRA', ['/assets/key.js']);
  vi.stubGlobal('BROKEN', broken);
  vi.stubGlobal('caches', {
    keys: async () => [...stores.keys()],
    has: async (name: string) => stores.has(name),
    open: async (name: string) => ({
      put: async (path: string, answer: Response) => void store(name).set(path, answer),
    }),
    delete: async (name: string) => stores.delete(name),
    match: async (path: string) =>
      [...stores.values()]
        .map((one) => one.get(path))
        .find((one) => one)
        ?.clone(),
  });
  vi.resetModules();
  await import(/* @vite-ignore */ WORKER);
  const fire = async (type: string, data?: unknown) => {
    let work: Promise<unknown> = Promise.resolve();
    handlers.get(type)?.({ data, waitUntil: (promise) => (work = promise) });
    await work;
  };
  const ask = async (path: string) => {
    const work: Promise<unknown>[] = [];
    let answer: Promise<Response> | undefined;
    const event = {
      request: { url: `${HERE}${path}`, mode: 'navigate', method: 'GET' },
      waitUntil: (promise: Promise<unknown>) => void work.push(promise),
      respondWith: (promise: Promise<Response>) => {
        answer = promise;
      },
    };
    handlers.get('fetch')?.(event as unknown as Parameters<Handler>[0]);
    const got = await answer;
    await Promise.all(work);
    return got;
  };
  return { worker, stores, store, fire, ask };
}

describe('the worker', () => {
  let asked: [string, string | undefined][];
  let network: (path: string, cache?: string) => Response | Promise<Response>;

  beforeEach(() => {
    asked = [];
    network = (path) => (path === '/' ? page('b2') : script(path));
    vi.stubGlobal('fetch', async (request: string | Request, init?: RequestInit) => {
      const path = typeof request === 'string' ? request : new URL(request.url).pathname;
      asked.push([path, init?.cache]);
      return network(path, init?.cache);
    });
  });

  it('installs from what the browser has, and from the shell before it', async () => {
    const { store, fire } = await newWorker();
    store('shell-b1').set('/assets/old.js', script('old'));
    await fire('install');
    expect(asked).toEqual([
      ['/', 'force-cache'],
      ['/assets/new.js', 'force-cache'],
    ]);
    expect([...store('shell-b2').keys()]).toEqual(['/', '/assets/old.js', '/assets/new.js']);
  });

  it('brings the code of a key along once it was asked for', async () => {
    const { store, fire } = await newWorker();
    store('extra');
    await fire('install');
    expect([...store('shell-b2').keys()]).toContain('/assets/key.js');
  });

  it('does not take the page of another build, which the browser still has', async () => {
    const { store, fire } = await newWorker();
    network = (path, cache) =>
      path === '/' ? page(cache === 'force-cache' ? 'b1' : 'b2') : script(path);
    await fire('install');
    expect(await store('shell-b2').get('/')?.text()).toContain('"b2"');
  });

  it.each<[string, () => Response | Promise<Response>]>([
    ['a portal', () => page('b1')],
    ['an error', () => new Response('', { status: 503 })],
    ['no signal', () => Promise.reject(new TypeError('offline'))],
  ])('is not installed by halves: %s', async (_, answer) => {
    const { stores, fire } = await newWorker();
    network = (path) => (path === '/assets/new.js' ? answer() : network2(path));
    const network2 = (path: string) => (path === '/' ? page('b2') : script(path));
    await expect(fire('install')).rejects.toThrow();
    expect(stores.has('shell-b2')).toBe(false);
  });

  it('waits until it is told, then removes only other shells and takes over', async () => {
    const { worker, stores, store, fire } = await newWorker();
    store('shell-b1');
    store('something-else');
    await fire('install');
    expect(worker.skipWaiting).not.toHaveBeenCalled();
    await fire('message', { type: 'other' });
    expect(worker.skipWaiting).not.toHaveBeenCalled();
    await fire('message', { type: 'activate' });
    expect(worker.skipWaiting).toHaveBeenCalledTimes(1);
    await fire('activate');
    expect([...stores.keys()].sort()).toEqual(['shell-b2', 'something-else']);
    expect(worker.clients.claim).toHaveBeenCalledTimes(1);
  });

  it('does not wait behind a build known to be broken', async () => {
    const { worker, store, fire } = await newWorker(['b1']);
    store('shell-b1');
    await fire('install');
    expect(worker.skipWaiting).toHaveBeenCalledTimes(1);
  });

  it('stores a shell that the browser cleared again, as soon as there is signal', async () => {
    const { stores, store, fire, ask } = await newWorker();
    await fire('install');
    stores.clear();
    network = () => Promise.reject(new TypeError('offline'));
    await expect(ask('/')).rejects.toThrow();
    expect(stores.size).toBe(0);
    network = (path) => (path === '/' ? page('b2') : script(path));
    expect(await (await ask('/'))?.text()).toContain('"b2"');
    expect([...store('shell-b2').keys()]).toEqual(['/', '/assets/old.js', '/assets/new.js']);
  });
});
