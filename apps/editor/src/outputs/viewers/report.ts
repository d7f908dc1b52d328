import type { OutputViewer } from '../viewers.ts';

export const viewer: OutputViewer = {
  types: ['metrics', 'report'],
  load: () => import('../ReportView.tsx'),
};
