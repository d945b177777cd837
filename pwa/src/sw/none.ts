/**
 * The kill switch: served as /sw.js it takes over at once, removes every shell and itself, and
 * loads the open pages from the server. What people did is in IndexedDB and is not touched.
 */
declare const self: ServiceWorkerGlobalScope;

async function leave(): Promise<void> {
  for (const name of await caches.keys()) if (name.startsWith('shell-')) await caches.delete(name);
  await self.registration.unregister();
  for (const client of await self.clients.matchAll({ type: 'window' }))
    await (client as WindowClient).navigate(client.url);
}

self.addEventListener('install', () => void self.skipWaiting());
self.addEventListener('activate', (event) => event.waitUntil(leave()));

export {};
