import type { PageRoute } from '../app/pages.ts';

export const routes: PageRoute[] = [
  {
    path: '/flags',
    page: () => import('./FlagsPage.tsx'),
    nav: { title: { en: 'Flags', zh: '标记' }, order: 4 },
  },
];
