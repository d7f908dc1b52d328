/**
 * Lets the labeler's page be opened again without a connection: files whose names follow from their content come from
 * the browser's cache, and the page itself where the runner does not answer. What the page had loaded before this was
 * there is put into the cache by the page (see keepForOffline.ts), which also takes out files of older builds. Nothing
 * of the API passes here.
 */
const CACHE = 'heed-label';
const PAGE = '/label/';
const LOGO = '/heed.svg';

self.addEventListener('install', () => self.skipWaiting());
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== self.location.origin) return;
  if (request.mode === 'navigate') event.respondWith(openPage(request));
  else if (pathname.startsWith('/assets/') || pathname === LOGO) event.respondWith(openFile(request));
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

/** The logo's name does not follow from its content: it comes from the cache only where the runner is away. */
async function openFile(request) {
  const kept = await caches.match(request);
  if (!new URL(request.url).pathname.startsWith('/assets/')) return fetch(request).catch(() => kept);
  return kept ?? fetchAndKeep(request);
}

async function fetchAndKeep(request) {
  const response = await fetch(request);
  if (response.ok) await (await caches.open(CACHE)).put(request, response.clone());
  return response;
}
