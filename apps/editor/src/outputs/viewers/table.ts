import type { OutputViewer } from '../viewers.ts';

export const viewer: OutputViewer = {
  types: ['prompts', 'demonstrations', 'completions', 'judgements', 'preferences', 'rankings', 'ratings'],
  load: () => import('../TableView.tsx').then((module) => ({ default: module.ArtifactTable })),
};
