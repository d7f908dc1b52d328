import { applyChanges, type Catalogue, type Graph, graphChanges } from '@heed/schema';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useEffectEvent, useMemo, useState } from 'react';
import { isRefusal, trpc } from '../api/client.ts';
import { useShowError } from '../api/errors.ts';
import { upgradeNodes } from '../canvas/store/edits.ts';
import { type GraphStore, isDirty } from '../canvas/store/graphStore.ts';
import { adoptDraft, type Draft, dropDraft, keepDraft } from './drafts.ts';
import { openTabs } from './tab.ts';

/** Quick edits are written to the browser's storage together. */
const DRAFT_MILLISECONDS = 300;

/** A tab that opens a pipeline, and the edits that an earlier one left behind. */
export interface OpeningTab {
  tab: string;
  edits?: LeftEdits;
}

interface LeftEdits {
  /** The version that the edits began from, and the graph after them. */
  revision: number;
  base: Graph;
  graph: Graph;
}

interface LeftDraft {
  tab: string;
  draft?: Draft;
}

/** The draft of an earlier tab, under the name of this one; undefined while it is looked for. */
function useLeftDraft(id: string): LeftDraft | undefined {
  const [left, setLeft] = useState<LeftDraft>();
  useEffect(() => {
    let isGone = false;
    void openTabs().then(({ own, isOpen }) => {
      if (!isGone) setLeft({ tab: own, draft: adoptDraft(localStorage, id, own, isOpen) });
    });
    return () => {
      isGone = true;
    };
  }, [id]);
  return left;
}

/** The edits of a draft; undefined where they do not belong to this version. */
function editsOf({ revision, changes }: Draft, version: Graph, catalogue: Catalogue): LeftEdits | undefined {
  try {
    const graph = upgradeNodes(applyChanges(version, changes), catalogue);
    return { revision, base: upgradeNodes(version, catalogue), graph };
  } catch {
    return undefined;
  }
}

/**
 * Looks for edits that were never saved; `data` is undefined while it looks. Where the runner no longer has the version
 * that they began from, it says so once, and the pipeline opens as it was saved.
 */
export function useOpeningTab(id: string, catalogue: Catalogue) {
  const left = useLeftDraft(id);
  const draft = left?.draft;
  const version = { id, revision: draft?.revision ?? 1 };
  const options = { enabled: draft !== undefined, staleTime: Number.POSITIVE_INFINITY, gcTime: 0 };
  const { data: base, error, refetch } = useQuery(trpc.versions.get.queryOptions(version, options));
  const isLost = isRefusal(error);
  const showError = useEffectEvent(useShowError());
  useEffect(() => {
    if (isLost) showError(error);
  }, [isLost, error]);
  const data = useMemo((): OpeningTab | undefined => {
    if (!left || (left.draft && !base && !isLost)) return undefined;
    return { tab: left.tab, edits: left.draft && base && editsOf(left.draft, base.graph, catalogue) };
  }, [left, base, isLost, catalogue]);
  return { data, error: isLost ? null : error, refetch };
}

/** Keeps edits in the browser until the runner has them. */
export function useDrafts(id: string, tab: string, store: GraphStore): void {
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const keep = () => {
      clearTimeout(timer);
      const { history, saved, revision, mayEdit } = store.getState();
      if (!mayEdit) return;
      if (isDirty(store.getState()))
        keepDraft(localStorage, id, tab, { revision, changes: graphChanges(saved, history.present) });
      else dropDraft(localStorage, id, tab);
    };
    const unsubscribe = store.subscribe(({ history, saved }, before) => {
      if (history.present === before.history.present && saved === before.saved) return;
      clearTimeout(timer);
      timer = setTimeout(keep, DRAFT_MILLISECONDS);
    });
    window.addEventListener('pagehide', keep);
    return () => {
      unsubscribe();
      keep();
      window.removeEventListener('pagehide', keep);
    };
  }, [id, tab, store]);
}
