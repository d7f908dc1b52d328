/** As label-sw.js calls them. */
const CACHE = 'heed-label';
const PAGE = '/label/';

const LOGO = '/heed.svg';

/** Files whose names follow from their content, and the one picture that every page shows. */
function isAsset(url: URL): boolean {
  return url.origin === location.origin && (url.pathname.startsWith('/assets/') || url.pathname === LOGO);
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
  await Promise.all(
    kept.filter((path) => path !== PAGE && !loaded.includes(path)).map((path) => cache.delete(path)),
  );
  const missing = loaded.filter((path) => !kept.includes(path));
  await cache.addAll([...new Set(missing)]);
  const page = await fetch(location.pathname, { headers: { accept: 'text/html' } });
  if (page.ok) await cache.put(PAGE, page);
}
