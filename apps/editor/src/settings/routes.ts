import type { PageRoute } from '../app/pages.ts';

export const routes: PageRoute[] = [
  { path: '/settings', page: () => import('./SettingsPage.tsx') },
  { path: '/settings/:section', page: () => import('./SettingsPage.tsx') },
];
