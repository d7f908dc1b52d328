import { type Catalogue, type Graph, graphChanges, type MergeConflict, mergeGraphs } from '@heed/schema';
import { TRPCClientError } from '@trpc/client';
import { api, isRefusal, queryClient, refusalCode, trpc } from '../api/client.ts';
import { upgradeNodes } from '../canvas/store/edits.ts';
import type { GraphStore } from '../canvas/store/graphStore.ts';
import type { Sent } from './Autosaver.ts';
import { tellOtherTabs } from './useArrivals.ts';

export interface Version {
  revision: number;
  author: string;
  graph: Graph;
}

/** Two edits of one version that overlap. */
export interface Clash {
  theirs: Version;
  /** Both together, mine where they overlap. */
  merged: Graph;
  conflicts: MergeConflict[];
}

/** A graph on its way to the runner, which holds `saved` as `revision`. */
interface Edits {
  id: string;
  revision: number;
  saved: Graph;
  graph: Graph;
}

/** Lists of pipelines and of versions are asked for anew. */
export function forgetLists() {
  void queryClient.invalidateQueries(trpc.graphs.list.pathFilter());
  return queryClient.invalidateQueries(trpc.versions.pathFilter());
}

/** Both sides of a refused save, as the runner tells them. */
function conflictOf(error: unknown): { base: Version; theirs: Version } | undefined {
  if (!(error instanceof TRPCClientError) || refusalCode(error) !== 'CONFLICT') return undefined;
  return (error.data as { conflict?: { base: Version; theirs: Version } }).conflict;
}

/** Refusals of changes that the runner might take as a whole graph: they misfit, or it knows no changes yet. */
const MISFIT = new Set<unknown>(['BAD_REQUEST', 'NOT_FOUND']);

/** Sends what differs from the version that the runner holds: little, while a large graph is being edited. */
async function sendEdits({ id, revision, saved, graph }: Edits): Promise<{ revision: number }> {
  try {
    return await api.graphs.change.mutate({ id, revision, changes: graphChanges(saved, graph) });
  } catch (error) {
    if (!MISFIT.has(refusalCode(error))) throw error;
    return api.graphs.save.mutate({ id, revision, graph });
  }
}

/** Makes theirs the saved version, and the given graph the edit on top of it: one step of undo. */
export function adopt(
  store: GraphStore,
  catalogue: Catalogue,
  { revision, graph }: Pick<Version, 'revision' | 'graph'>,
  present: (theirs: Graph) => Graph,
): void {
  const { markSaved, edit } = store.getState();
  const theirs = upgradeNodes(graph, catalogue);
  markSaved(theirs, revision);
  edit(() => present(theirs));
}

interface Merged {
  /** What a person has to choose; undefined where the edits did not overlap. */
  clash?: Clash;
}

/** Where edits do not overlap, both are kept without a question, and the merged graph is saved next. */
function merge(store: GraphStore, catalogue: Catalogue, base: Version, theirs: Version): Merged {
  const mine = store.getState().history.present;
  const [old, other] = [upgradeNodes(base.graph, catalogue), upgradeNodes(theirs.graph, catalogue)];
  const { graph, conflicts } = mergeGraphs(old, mine, other);
  if (conflicts.length > 0) return { clash: { theirs, merged: graph, conflicts } };
  adopt(store, catalogue, theirs, () => graph);
  return {};
}

interface Sending {
  id: string;
  store: GraphStore;
  catalogue: Catalogue;
  /** Somebody else's changes were merged with these. */
  onMerged(author: string): void;
  onClash(clash: Clash): void;
}

/** Sends the edits of an open pipeline, merged with what others saved meanwhile. Never throws. */
export async function sendOpen({ id, store, catalogue, onMerged, onClash }: Sending): Promise<Sent> {
  for (;;) {
    const { history, saved, revision, markSaved } = store.getState();
    const graph = history.present;
    try {
      const next = await sendEdits({ id, revision, saved, graph });
      markSaved(graph, next.revision);
      tellOtherTabs(id);
      void forgetLists();
      return { result: 'saved' };
    } catch (error) {
      const conflict = conflictOf(error);
      if (!conflict) return isRefusal(error) ? { result: 'refused', error } : { result: 'unreachable' };
      const { clash } = merge(store, catalogue, conflict.base, conflict.theirs);
      if (clash) {
        onClash(clash);
        return { result: 'conflict' };
      }
      onMerged(conflict.theirs.author);
    }
  }
}
