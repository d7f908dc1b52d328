import type { PageRoute } from '../app/pages.ts';

export const routes: PageRoute[] = [{ path: '/lineage/:id', page: () => import('./LineagePage.tsx') }];
