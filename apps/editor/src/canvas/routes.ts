import type { PageRoute } from '../app/pages.ts';

export const routes: PageRoute[] = [{ path: '/graphs/:id', page: () => import('./EditorPage.tsx') }];
