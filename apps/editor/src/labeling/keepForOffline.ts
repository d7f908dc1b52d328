/** As label-sw.js calls them. */
const CACHE = 'heed-label';
const PAGE = '/label/';

const LOGO = '/heed.svg';
const MEDIA = '/label-media/';
/** Pictures, sounds and videos that are kept at most: those of the next four pairs. */
const MOST_MEDIA = 8;

/** Files whose names follow from their content, and the one picture that every page shows. */
function isAsset(url: URL): boolean {
  return url.origin === location.origin && (url.pathname.startsWith('/assets/') || url.pathname === LOGO);
}

/** The file with which the editor begins, by which one build is told from another. */
const BUILD = 'heed.label-build';

/** Is this the first time that files of this build are kept? What others left is not needed then. */
function isNewBuild(): boolean {
  const entry = document.querySelector<HTMLScriptElement>('script[type=module][src]')?.src ?? '';
  const known = localStorage.getItem(BUILD);
  localStorage.setItem(BUILD, entry);
  return known !== entry;
}

/**
 * Keeps the page and the files it has loaded so far in the browser, so that it can be opened again without a
 * connection. Where browsers allow none of it, as on plain HTTP, the page works as before.
 */
export async function keepForOffline(): Promise<void> {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return;
  await navigator.serviceWorker.register('/label-sw.js', { scope: PAGE });
  const cache = await caches.open(CACHE);
  const loaded = performance
    .getEntriesByType('resource')
    .map(({ name }) => new URL(name))
    .filter(isAsset)
    .map(({ pathname }) => pathname);
  const kept = (await cache.keys()).map(({ url }) => new URL(url).pathname);
  if (isNewBuild())
    await Promise.all(
      kept
        .filter((path) => path !== PAGE && !path.startsWith(MEDIA) && !loaded.includes(path))
        .map((path) => cache.delete(path)),
    );
  const missing = loaded.filter((path) => !kept.includes(path));
  await cache.addAll([...new Set(missing)]);
  const page = await fetch(location.pathname, { headers: { accept: 'text/html' } });
  if (page.ok) await cache.put(PAGE, page);
}

/** Keeps what the tasks in hand show, the next ones first, and forgets what others showed. */
export async function keepMedia(wanted: readonly string[]): Promise<void> {
  if (!import.meta.env.PROD || !('caches' in window)) return;
  const urls = wanted.slice(0, MOST_MEDIA);
  const cache = await caches.open(CACHE);
  const kept = (await cache.keys())
    .map(({ url }) => new URL(url).pathname)
    .filter((path) => path.startsWith(MEDIA));
  await Promise.all(kept.filter((path) => !urls.includes(path)).map((path) => cache.delete(path)));
  for (const url of urls) if (!kept.includes(url)) await cache.add(url);
}
