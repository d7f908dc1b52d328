import type { PageRoute } from '../app/pages.ts';

export const routes: PageRoute[] = [
  { path: '/adjudicate/:run/:node', page: () => import('./AdjudicationPage.tsx') },
];
