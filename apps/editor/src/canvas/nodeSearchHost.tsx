import { createContext, lazy, type ReactNode, Suspense, useContext, useEffect, useState } from 'react';
import { whenAtRest } from '../app/whenAtRest.ts';
import type { SearchPlace } from './searchPlace.ts';

/** It takes what is typed right after its key, and so is there before it is asked for. */
const fetchNodeSearch = () => import('./NodeSearch.tsx');
const NodeSearch = lazy(fetchNodeSearch);

type SearchNode = (place: SearchPlace) => void;

const NodeSearchContext = createContext<SearchNode>(() => {});

/** Asks for a node to add at a place; the function stays the same from one drawing to the next. */
export function useNodeSearch(): SearchNode {
  return useContext(NodeSearchContext);
}

/** Opens the search for nodes, from wherever below it is asked for. */
export function NodeSearchHost({ children }: { children: ReactNode }) {
  const [place, setPlace] = useState<SearchPlace>();
  useEffect(() => whenAtRest(() => void fetchNodeSearch()), []);
  return (
    <NodeSearchContext value={setPlace}>
      {children}
      <Suspense>{place && <NodeSearch place={place} onClose={() => setPlace(undefined)} />}</Suspense>
    </NodeSearchContext>
  );
}
