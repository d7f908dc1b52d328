import type { PageRoute } from '../app/pages.ts';

export const routes: PageRoute[] = [
  {
    path: '/labels',
    page: () => import('./LabelsPage.tsx'),
    nav: { title: { en: 'Labels', zh: '标注' }, order: 3 },
  },
];
