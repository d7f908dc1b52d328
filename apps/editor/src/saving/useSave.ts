import type { Graph } from '@heed/schema';
import { useCallback, useState } from 'react';
import { useLocation } from 'wouter';
import { api, queryClient, refusalCode, trpc } from '../api/client.ts';
import { useShowError } from '../api/errors.ts';
import { upgradeNodes } from '../canvas/store/edits.ts';
import { isDirty } from '../canvas/store/graphStore.ts';
import { useCatalogue, useGraphStoreApi } from '../canvas/store/useGraphStore.ts';
import { dropDraft } from './drafts.ts';
import { useSavingWords } from './words.ts';

export interface Saving {
  saving: boolean;
  /** A newer version stands in the way; the person chooses what to do. */
  conflict: boolean;
  /** Resolves with true once the runner holds what the canvas shows. */
  save(): Promise<boolean>;
  keepAsCopy(): Promise<void>;
  loadTheirs(): Promise<void>;
  closeConflict(): void;
}

/** The longest name a graph may have. */
const MAX_NAME = 200;

function forgetLists() {
  return queryClient.invalidateQueries(trpc.graphs.list.pathFilter());
}

/** Saves the open pipeline; a stale tab never overwrites newer work. */
export function useSave(id: string): Saving {
  const store = useGraphStoreApi();
  const showError = useShowError();
  const createCopy = useCreateCopy();
  const catalogue = useCatalogue();
  const [saving, setSaving] = useState(false);
  const [conflict, setConflict] = useState(false);
  const save = useCallback(async () => {
    const { history, revision, markSaved } = store.getState();
    if (!isDirty(store.getState())) return true;
    setSaving(true);
    try {
      const graph = history.present;
      const saved = await api.graphs.save.mutate({ id, revision, graph });
      markSaved(graph, saved.revision);
      await forgetLists();
      return true;
    } catch (error) {
      if (refusalCode(error) === 'CONFLICT') setConflict(true);
      else showError(error);
      return false;
    } finally {
      setSaving(false);
    }
  }, [id, store, showError]);
  return {
    saving,
    conflict,
    save,
    closeConflict: () => setConflict(false),
    keepAsCopy: async () => {
      if (await createCopy(store.getState().history.present)) dropDraft(id);
    },
    loadTheirs: async () => {
      try {
        const { graph, revision } = await api.graphs.get.query({ id });
        store.getState().load(upgradeNodes(graph, catalogue), revision);
        setConflict(false);
      } catch (error) {
        showError(error);
      }
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
      const name = words('copyOf', { name: graph.name }).slice(0, MAX_NAME);
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
