import { text } from '@heed/schema';
import { lazy } from 'react';
import type { DockTab } from '../canvas/dockTabs.ts';

export const tabs: DockTab[] = [
  {
    id: 'run',
    title: text('Run details', '运行详情'),
    order: 200,
    Panel: lazy(() => import('./canvas/RunPanel.tsx')),
  },
];
