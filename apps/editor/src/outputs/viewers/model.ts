import type { OutputViewer } from '../viewers.ts';

export const viewer: OutputViewer = {
  types: ['language-model', 'reward-model'],
  load: () => import('../ModelView.tsx'),
};
