import type { PageRoute } from '../app/pages.ts';

export const routes: PageRoute[] = [
  {
    path: '/',
    page: () => import('./GraphsPage.tsx'),
    nav: { title: { en: 'Pipelines', zh: '流程' }, order: 1 },
  },
];
