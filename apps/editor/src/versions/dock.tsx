import { text } from '@heed/schema';
import { lazy } from 'react';
import type { DockTab } from '../canvas/dockTabs.ts';

export const tabs: DockTab[] = [
  {
    id: 'versions',
    title: text('Versions', '版本'),
    order: 400,
    Panel: lazy(() => import('./VersionsPanel.tsx')),
  },
];
