/**
 * Lets the labeler's page be opened again without a connection: files whose names follow from their content come from
 * the browser's cache, and so do the pictures, sounds and videos of the tasks in hand; the page itself does where the
 * runner does not answer. The page puts into the cache what it had loaded before this was there and what its tasks
 * show, and takes out what is of older builds and tasks (see keepForOffline.ts). Nothing of the API passes here.
 */
const CACHE = 'heed-label';
const PAGE = '/label/';
const LOGO = '/heed.svg';
const MEDIA = '/label-media/';

self.addEventListener('install', () => self.skipWaiting());
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== self.location.origin) return;
  if (request.mode === 'navigate') event.respondWith(openPage(request));
  else if (pathname.startsWith('/assets/') || pathname === LOGO) event.respondWith(openFile(request));
  else if (pathname.startsWith(MEDIA)) event.respondWith(openMedia(request));
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

/** What a task shows never changes: what the page has kept of it is taken, or the part of it that a player asks for. */
async function openMedia(request) {
  const kept = await caches.match(request.url);
  if (!kept) return fetch(request);
  const range = /^bytes=(\d+)-(\d*)$/.exec(request.headers.get('range') ?? '');
  if (!range) return kept;
  const whole = await kept.blob();
  const [start, last] = [Number(range[1]), whole.size - 1];
  const end = range[2] ? Math.min(Number(range[2]), last) : last;
  if (start > last)
    return new Response(null, { status: 416, headers: { 'content-range': `bytes */${whole.size}` } });
  return new Response(whole.slice(start, end + 1), {
    status: 206,
    headers: {
      'content-type': kept.headers.get('content-type') ?? '',
      'content-length': String(end - start + 1),
      'content-range': `bytes ${start}-${end}/${whole.size}`,
      'accept-ranges': 'bytes',
    },
  });
}
