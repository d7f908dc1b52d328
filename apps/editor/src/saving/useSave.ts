import { type Graph, graphChanges, LONGEST_NAME, type MergeConflict, mergeGraphs } from '@heed/schema';
import { TRPCClientError } from '@trpc/client';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useLocation } from 'wouter';
import { api, connection, isRefusal, queryClient, refusalCode, trpc } from '../api/client.ts';
import { useShowError } from '../api/errors.ts';
import { useMay } from '../api/me.ts';
import { showToast } from '../app/showToast.ts';
import { upgradeNodes } from '../canvas/store/edits.ts';
import { isDirty } from '../canvas/store/graphStore.ts';
import { useCatalogue, useGraphStoreApi } from '../canvas/store/useGraphStore.ts';
import { usePersonName } from '../i18n/usePersonName.ts';
import { Autosaver, type SaveStatus, type Sent } from './Autosaver.ts';
import { type Side, settle } from './settle.ts';
import { tellOtherTabs, useArrivals } from './useArrivals.ts';
import { useSavingWords } from './words.ts';

interface Version {
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

export interface Saving {
  status: SaveStatus;
  /** May this person change the pipeline? */
  mayEdit: boolean;
  /** What a person has to choose before saving goes on. */
  clash: Clash | undefined;
  /** Resolves with true once the runner holds what the canvas shows. */
  save(): Promise<boolean>;
  /** Goes on with the chosen side of each conflict. */
  choose(sideOf: (conflict: MergeConflict) => Side): Promise<void>;
  keepAsCopy(): Promise<void>;
}

function forgetLists() {
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

/** Saves the open pipeline by itself; a stale tab never overwrites newer work, its edits are merged. */
export function useSave(id: string): Saving {
  const words = useSavingWords();
  const personName = usePersonName();
  const store = useGraphStoreApi();
  const catalogue = useCatalogue();
  const createCopy = useCreateCopy();
  const mayEdit = useMay('design');
  const [status, setStatus] = useState<SaveStatus>({ at: 'saved' });
  const [clash, setClash] = useState<Clash>();
  const merged = (author: string) => words('merged', { name: personName(author) });
  const told = useRef(merged);
  told.current = merged;

  const { saver, adopt } = useMemo(() => {
    /** Makes theirs the saved version, and the given graph the edit on top of it: one step of undo. */
    const adopt = ({ revision, graph }: Version, present: (theirs: Graph) => Graph) => {
      const { markSaved, edit } = store.getState();
      const theirs = upgradeNodes(graph, catalogue);
      markSaved(theirs, revision);
      edit(() => present(theirs));
    };
    /** Where edits do not overlap, both are kept without a question, and the merged graph is saved next. */
    const merge = (base: Version, theirs: Version): boolean => {
      const mine = store.getState().history.present;
      const [old, other] = [base, theirs].map(({ graph }) => upgradeNodes(graph, catalogue)) as [
        Graph,
        Graph,
      ];
      const { graph, conflicts } = mergeGraphs(old, mine, other);
      if (conflicts.length > 0) {
        setClash({ theirs, merged: graph, conflicts });
        return false;
      }
      adopt(theirs, () => graph);
      showToast({ message: told.current(theirs.author) });
      return true;
    };
    const send = async (): Promise<Sent> => {
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
          if (conflict && merge(conflict.base, conflict.theirs)) continue;
          if (conflict) return { result: 'conflict' };
          return isRefusal(error) ? { result: 'refused', error } : { result: 'unreachable' };
        }
      }
    };
    const isUnsaved = () => store.getState().mayEdit && isDirty(store.getState());
    return { saver: new Autosaver({ isDirty: isUnsaved, send, changed: setStatus }), adopt };
  }, [id, store, catalogue]);

  useEffect(() => {
    if (!mayEdit) return;
    const unsubscribe = store.subscribe(({ history, saved }, before) => {
      if (history.present !== before.history.present || saved !== before.saved) saver.touch();
    });
    const flush = () => void saver.flush();
    const onHide = () => document.visibilityState === 'hidden' && flush();
    const onLeave = (event: BeforeUnloadEvent) => {
      flush();
      if (['conflict', 'unreachable', 'refused'].includes(saver.status.at)) event.preventDefault();
    };
    const unsubscribeConnection = connection.subscribe(() => connection.isUp && flush());
    saver.touch();
    document.addEventListener('visibilitychange', onHide);
    window.addEventListener('beforeunload', onLeave);
    return () => {
      unsubscribe();
      unsubscribeConnection();
      saver.stop();
      flush();
      document.removeEventListener('visibilitychange', onHide);
      window.removeEventListener('beforeunload', onLeave);
    };
  }, [store, saver, mayEdit]);

  useArrivals(id, (newest) => {
    if (newest.revision <= store.getState().revision) return;
    if (!mayEdit) store.getState().follow(upgradeNodes(newest.graph, catalogue), newest.revision);
    else if (isDirty(store.getState())) void saver.flush();
    else adopt({ ...newest, author: '' }, (theirs) => theirs);
  });

  return {
    status,
    mayEdit,
    clash,
    save: async () => mayEdit && saver.flush(),
    choose: async (sideOf) => {
      if (!clash) return;
      const { merged, conflicts, theirs } = clash;
      adopt(theirs, () => settle(merged, conflicts, sideOf));
      setClash(undefined);
      await saver.resolved();
    },
    keepAsCopy: async () => {
      if (!clash || !(await createCopy(store.getState().history.present))) return;
      adopt(clash.theirs, (theirs) => theirs);
      setClash(undefined);
      await saver.resolved();
    },
  };
}

/** `createCopy(graph)` saves a graph as a new pipeline and opens it; resolves with false when that failed. */
export function useCreateCopy(): (graph: Graph) => Promise<boolean> {
  const words = useSavingWords();
  const showError = useShowError();
  const [, navigate] = useLocation();
  return async (graph) => {
    try {
      const name = words('copyOf', { name: graph.name }).slice(0, LONGEST_NAME);
      const { id } = await api.graphs.create.mutate({ graph: { ...graph, name } });
      await forgetLists();
      navigate(`/graphs/${id}`);
      return true;
    } catch (error) {
      showError(error);
      return false;
    }
  };
}
