import { text } from '@heed/schema';
import { lazy } from 'react';
import type { DockTab } from '../canvas/dockTabs.ts';

export const tabs: DockTab[] = [
  {
    id: 'outline',
    title: text('Outline', '大纲'),
    order: 400,
    Panel: lazy(() => import('./OutlinePanel.tsx')),
  },
];
