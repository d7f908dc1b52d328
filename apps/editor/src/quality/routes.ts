import type { PageRoute } from '../app/pages.ts';

export const routes: PageRoute[] = [{ path: '/quality/:run/:node', page: () => import('./QualityPage.tsx') }];
