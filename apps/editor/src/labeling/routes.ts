import type { PageRoute } from '../app/pages.ts';

export const routes: PageRoute[] = [{ path: '/label/:run/:node', page: () => import('./LabelingPage.tsx') }];
