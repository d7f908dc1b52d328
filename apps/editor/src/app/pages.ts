import type { Localized } from '@heed/schema';
import type { ComponentType } from 'react';

/** A page of the editor. A folder adds its own by a file `routes.ts` that exports `routes`. */
export interface PageRoute {
  /** As wouter writes it: `/runs/:id`. */
  path: string;
  /** The module whose default export is the page; fetched when the page is first opened. */
  page: () => Promise<{ default: ComponentType }>;
  /** Asks the runner for what the page shows first, while the module is still on its way. May be called again. */
  ahead?: (parameters: Readonly<Record<string, string | undefined>>) => void;
  /** Its place among the links in the header, for pages that are reached from everywhere. */
  nav?: { title: Localized; order: number };
}

const modules = import.meta.glob<{ routes: PageRoute[] }>('../*/routes.ts', { eager: true });

/** Paths with fewer parameters come first, so that `/runs/queue` is not taken for a run's id. */
function byParameters(a: PageRoute, b: PageRoute): number {
  const parameters = ({ path }: PageRoute) => path.split(':').length;
  return parameters(a) - parameters(b) || a.path.localeCompare(b.path);
}

/** Every page of the editor. */
export const pages: readonly PageRoute[] = Object.values(modules)
  .flatMap(({ routes }) => routes)
  .sort(byParameters);

/** Fetches the page of an address and what it shows, before anything is drawn. */
export function fetchPage(pathname: string): void {
  const parts = pathname.split('/');
  for (const { path, page, ahead } of pages) {
    const pattern = path.split('/');
    const fits = pattern.every((part, index) => part.startsWith(':') || part === parts[index]);
    if (!fits || pattern.length !== parts.length) continue;
    ahead?.(Object.fromEntries(pattern.map((part, index) => [part.slice(1), parts[index]])));
    void page().catch(() => {});
    return;
  }
}

/** The pages that the header links to, in their order. */
export const mainPages = pages
  .flatMap(({ path, nav }) => (nav ? [{ path, ...nav }] : []))
  .sort((a, b) => a.order - b.order);
