import type { PageRoute } from '../app/pages.ts';

export const routes: PageRoute[] = [
  {
    path: '/templates',
    page: () => import('./TemplatesPage.tsx'),
    nav: { title: { en: 'Templates', zh: '模板' }, order: 2 },
  },
  { path: '/templates/:id', page: () => import('./TemplatePage.tsx') },
];
