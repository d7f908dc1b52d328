import type { Catalogue, Graph, Problem } from '@heed/schema';
import { createContext, useContext } from 'react';
import { useStore } from 'zustand';
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { GraphState, GraphStore } from './graphStore.ts';
import { problemOf } from './indexes.ts';

export const GraphStoreContext = createContext<GraphStore | undefined>(undefined);
export const CatalogueContext = createContext<Catalogue>(new Map());
/** Everything wrong with the open graph, from `plan()`. */
export type ProblemStore = StoreApi<readonly Problem[]>;
export const ProblemsContext = createContext<ProblemStore>(createStore<readonly Problem[]>(() => []));

/** The store itself, for reading in event handlers without drawing again. */
export function useGraphStoreApi(): GraphStore {
  const store = useContext(GraphStoreContext);
  if (!store) throw new Error('This part of the editor stands outside of a GraphStoreContext.');
  return store;
}

/** A part of the store: `useGraphStore((state) => state.selection)`. */
export function useGraphStore<Part>(select: (state: GraphState) => Part): Part {
  return useStore(useGraphStoreApi(), select);
}

/** The graph as it stands now. */
export function useGraph(): Graph {
  return useGraphStore((state) => state.history.present);
}

export function useCatalogue(): Catalogue {
  return useContext(CatalogueContext);
}

export function useProblems(): readonly Problem[] {
  return useStore(useContext(ProblemsContext));
}

/** The first problem of a node; it is drawn again only when that one changes. */
export function useProblemOf(node: string): Problem | undefined {
  return useStore(useContext(ProblemsContext), (problems) => problemOf(problems, node));
}
