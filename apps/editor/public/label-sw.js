/**
 * Lets the labeler's page be opened again without a connection: files whose names follow from their content come from
 * the browser's cache, and the page itself where the runner does not answer. It stores the page alone; its files are
 * put into the cache by the page (see keepForOffline.ts). Nothing of the API passes here.
 */
const CACHE = 'heed-label';
const PAGE = '/label/';

self.addEventListener('install', () => self.skipWaiting());
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== self.location.origin) return;
  if (request.mode === 'navigate') event.respondWith(openPage(request));
  else if (pathname.startsWith('/assets/')) event.respondWith(openFile(request));
});

async function openPage(request) {
  try {
    const response = await fetch(request);
    if (response.ok) await (await caches.open(CACHE)).put(PAGE, response.clone());
    return response;
  } catch {
    return (await caches.match(PAGE)) ?? Response.error();
  }
}

async function openFile(request) {
  return (await caches.match(request)) ?? fetch(request);
}
