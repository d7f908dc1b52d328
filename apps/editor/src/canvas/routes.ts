import type { PageRoute } from '../app/pages.ts';
import { askForGraph } from './askForGraph.ts';

export const routes: PageRoute[] = [
  {
    path: '/graphs/:id',
    page: () => import('./EditorPage.tsx'),
    ahead: ({ id }) => id !== undefined && askForGraph(id),
  },
];
