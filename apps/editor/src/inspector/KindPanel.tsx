import type { GraphNode } from '@heed/schema';
import { type ComponentType, type LazyExoticComponent, lazy, Suspense } from 'react';
import { Loading } from '../app/Messages.tsx';

type Panel = ComponentType<{ node: GraphNode }>;

/** Panels of single kinds, each in a folder of the kind's name. */
const panels = new Map<string, LazyExoticComponent<Panel>>(
  Object.entries(import.meta.glob<{ default: Panel }>('../panels/*/Panel.tsx')).map(([path, load]) => [
    path.split('/').at(-2) ?? '',
    lazy(load),
  ]),
);

/** What a kind shows of itself beside its settings; nothing for most kinds. */
export function KindPanel({ node }: { node: GraphNode }) {
  const Panel = panels.get(node.kind);
  if (!Panel) return null;
  return (
    <Suspense fallback={<Loading />}>
      <Panel node={node} />
    </Suspense>
  );
}
