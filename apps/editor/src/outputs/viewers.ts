import type { PortType } from '@heed/schema';
import { type ComponentType, type LazyExoticComponent, lazy } from 'react';
import type { ArtifactCard } from './view.ts';

/** How some types of artifacts are shown. Each is a file in `viewers/` that exports `viewer`. */
export interface OutputViewer {
  types: readonly PortType[];
  /** The module whose default export shows an artifact; fetched when one is first shown. */
  load: () => Promise<{ default: ComponentType<{ artifact: ArtifactCard }> }>;
}

const modules = import.meta.glob<{ viewer: OutputViewer }>('./viewers/*.ts', { eager: true });

const viewers = new Map<PortType, LazyExoticComponent<ComponentType<{ artifact: ArtifactCard }>>>(
  Object.values(modules).flatMap(({ viewer: { types, load } }) => {
    const Content = lazy(load);
    return types.map((type) => [type, Content] as const);
  }),
);

/** What shows artifacts of a type; undefined for those that are only files. */
export function viewerOf(type: PortType) {
  return viewers.get(type);
}
