import type { PageRoute } from '../app/pages.ts';

export const routes: PageRoute[] = [
  {
    path: '/runs',
    page: () => import('./queue/QueuePage.tsx'),
    nav: { title: { en: 'Runs', zh: '运行' }, order: 2 },
  },
  { path: '/runs/:id', page: () => import('./RunPage.tsx') },
];
