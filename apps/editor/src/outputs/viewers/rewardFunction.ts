import type { OutputViewer } from '../viewers.ts';

export const viewer: OutputViewer = {
  types: ['reward-function'],
  load: () => import('../RewardFunctionView.tsx'),
};
