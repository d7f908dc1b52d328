import type { Localized } from '@heed/schema';
import type { ComponentType, LazyExoticComponent } from 'react';

/** A tab of the dock below the canvas. A folder adds its own by a file `dock.tsx` that exports `tabs`. */
export interface DockTab {
  /** Its name in commands: `openDock('problems')`. */
  id: string;
  title: Localized;
  order: number;
  /** What stands in the tab in place of its title, where that says more: `3 problems`. */
  Label?: ComponentType;
  Panel: ComponentType | LazyExoticComponent<ComponentType>;
}

const modules = import.meta.glob<{ tabs: DockTab[] }>('../*/dock.tsx', { eager: true });

/** Every tab of the dock, in order. */
export const dockTabs: readonly DockTab[] = Object.values(modules)
  .flatMap(({ tabs }) => tabs)
  .sort((a, b) => a.order - b.order);
