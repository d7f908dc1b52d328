import type { PageRoute } from '../app/pages.ts';

export const routes: PageRoute[] = [{ path: '/compare', page: () => import('./ComparePage.tsx') }];
