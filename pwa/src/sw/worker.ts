/**
 * The service worker: keeps one whole build of the shell (docs/adr/0004-service-worker.md).
 *
 * A build is installed from what the page has just loaded, so no address is fetched twice; it is
 * used from then on, and a newer one waits until the page says that no lesson is open.
 */
import { addressOf, isWhole } from './strategy';

declare const self: ServiceWorkerGlobalScope;
/** Written by the build: its hash, and the addresses of the shell; `/` is the document. */
declare const BUILD: string;
declare const SHELL: string[];
/** Chunks that come when they are asked for. */
declare const EXTRA: string[];
/** Builds whose page cannot ask for its own replacement. */
declare const BROKEN: string[];

const PREFIX = 'shell-';
const NAME = PREFIX + BUILD;
/** There is such a cache once a chunk of EXTRA was asked for: a key's code must outlive an update. */
const ASKED = 'extra';

const ofThisBuild = async (page: Response): Promise<boolean> =>
  (await page.clone().text()).includes(`"${BUILD}"`);

/** From an older shell, from the browser's cache, at last from the network. */
async function obtain(path: string): Promise<Response> {
  const document = path === '/';
  const old = document ? undefined : await caches.match(path);
  if (old) return old;
  for (const cache of ['force-cache', 'reload'] as const) {
    const answer = await fetch(path, { cache });
    if (isWhole(answer, path) && (!document || (await ofThisBuild(answer)))) return answer;
  }
  throw new Error(path);
}

let noted: Promise<void> | undefined;

/** The page counts what the app costs her, and cannot see what is fetched here: it finds a note. */
async function noteOnce(): Promise<void> {
  const seen = performance.getEntriesByType('resource') as PerformanceResourceTiming[];
  performance.clearResourceTimings();
  const old = await caches.match('/spent', { cacheName: NAME });
  const bytes = seen.reduce((sum, one) => sum + one.transferSize, Number(await old?.text()) || 0);
  if (bytes) await (await caches.open(NAME)).put('/spent', new Response(`${bytes}`));
}

/** One after the other, so that none forgets what another wrote; nothing depends on it. */
function note(): Promise<void> {
  noted = (noted ?? Promise.resolve()).then(noteOnce).catch(() => {});
  return noted;
}

async function install(): Promise<void> {
  const paths = (await caches.has(ASKED)) ? [...SHELL, ...EXTRA] : SHELL;
  const answers = await Promise.all(paths.map(obtain));
  const cache = await caches.open(NAME);
  await Promise.all(paths.map((path, i) => cache.put(path, answers[i] as Response)));
  await note();
  const names = await caches.keys();
  if (BROKEN.some((build) => names.includes(PREFIX + build))) await self.skipWaiting();
}

async function activate(): Promise<void> {
  for (const name of await caches.keys())
    if (name.startsWith(PREFIX) && name !== NAME) await caches.delete(name);
  await self.clients.claim();
}

/** A part outside the shell: fetched when it is first needed, and kept from then on. */
async function fetched(request: Request): Promise<Response> {
  const answer = await fetch(request);
  const { pathname } = new URL(request.url);
  if (request.mode !== 'navigate' && isWhole(answer, pathname)) {
    await (await caches.open(NAME)).put(request, answer.clone());
    if (EXTRA.includes(pathname)) await caches.open(ASKED);
    await note();
  }
  return answer;
}

/**
 * Chromium may ask the network for a page while it wakes the worker; this route keeps it silent.
 * It does not name our cache: `/?` would miss it there, and go to a network that may be gone.
 */
const ASK_WORKER = { condition: { requestMode: 'navigate' }, source: 'fetch-event' };
type Routed = ExtendableEvent & { addRoutes?: (routes: object[]) => Promise<void> };

self.addEventListener('install', (event: Routed) => {
  event.waitUntil(Promise.all([install(), event.addRoutes?.([ASK_WORKER])]));
});
self.addEventListener('activate', (event) => event.waitUntil(activate()));
self.addEventListener('message', (event) => {
  if (event.data?.type === 'activate') void self.skipWaiting();
});
self.addEventListener('fetch', (event) => {
  const { url, mode, method } = event.request;
  const kind = addressOf(url, mode, method, self.location.origin);
  if (!kind) return;
  event.respondWith(
    caches.match(kind === 'page' ? '/' : event.request, { cacheName: NAME }).then((found) => {
      // The browser cleared the shell: there is signal now, so it is stored again.
      if (!found && kind === 'page') event.waitUntil(install().catch(() => {}));
      return found ?? fetched(event.request);
    }),
  );
});
