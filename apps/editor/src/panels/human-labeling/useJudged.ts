import { arrivingFacts, type Modality } from '@heed/schema';
import { useMemo } from 'react';
import { Neighborhood } from '../../canvas/store/neighborhood.ts';
import { parseOnce } from '../../canvas/store/parseOnce.ts';
import { useCatalogue, useGraph } from '../../canvas/store/useGraphStore.ts';

/** What kind of contents reaches a labeling node; texts where nothing is wired or known. */
export function useJudged(node: string): Modality {
  const graph = useGraph();
  const catalogue = useCatalogue();
  return useMemo(() => {
    const before = new Neighborhood(graph, catalogue).before(node);
    const part = {
      ...graph,
      nodes: graph.nodes.filter(({ id }) => before.has(id)),
      edges: graph.edges.filter(({ to }) => before.has(to.node)),
    };
    return arrivingFacts(part, catalogue, node, parseOnce).completions?.modality ?? 'text';
  }, [graph, catalogue, node]);
}
