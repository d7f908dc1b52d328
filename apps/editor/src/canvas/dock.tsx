import { text } from '@heed/schema';
import type { DockTab } from './dockTabs.ts';
import { ProblemsLabel, ProblemsPanel } from './ProblemsPanel.tsx';

export const tabs: DockTab[] = [
  {
    id: 'problems',
    title: text('Problems', '问题'),
    order: 100,
    Label: ProblemsLabel,
    Panel: ProblemsPanel,
  },
];
