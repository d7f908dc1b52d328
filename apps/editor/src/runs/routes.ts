import type { PageRoute } from '../app/pages.ts';

export const routes: PageRoute[] = [{ path: '/runs/:id', page: () => import('./RunPage.tsx') }];
