import type { MergeConflict } from '@heed/schema';
import { useMemo, useRef, useState } from 'react';
import { useMay } from '../api/me.ts';
import { showToast } from '../app/showToast.ts';
import { upgradeNodes } from '../canvas/store/edits.ts';
import { isDirty } from '../canvas/store/graphStore.ts';
import { useCatalogue, useGraphStoreApi } from '../canvas/store/useGraphStore.ts';
import { usePersonName } from '../i18n/usePersonName.ts';
import { Autosaver, type SaveStatus } from './Autosaver.ts';
import { adopt, type Clash, sendOpen } from './sending.ts';
import { type Side, settle } from './settle.ts';
import { useArrivals } from './useArrivals.ts';
import { useCreateCopy } from './useCreateCopy.ts';
import { useSavingTimes } from './useSavingTimes.ts';
import { useSavingWords } from './words.ts';

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

  const saver = useMemo(() => {
    const isUnsaved = () => store.getState().mayEdit && isDirty(store.getState());
    const onMerged = (author: string) => void showToast({ message: told.current(author) });
    const send = () => sendOpen({ id, store, catalogue, onMerged, onClash: setClash });
    return new Autosaver({ isDirty: isUnsaved, send, changed: setStatus });
  }, [id, store, catalogue]);
  useSavingTimes(store, saver, mayEdit);
  useArrivals(id, (newest) => {
    if (newest.revision <= store.getState().revision) return;
    if (!mayEdit) store.getState().follow(upgradeNodes(newest.graph, catalogue), newest.revision);
    else if (isDirty(store.getState())) void saver.flush();
    else adopt(store, catalogue, newest, (theirs) => theirs);
  });

  return {
    status,
    mayEdit,
    clash,
    save: async () => mayEdit && saver.flush(),
    choose: async (sideOf) => {
      if (!clash) return;
      const { merged, conflicts, theirs } = clash;
      adopt(store, catalogue, theirs, () => settle(merged, conflicts, sideOf));
      setClash(undefined);
      await saver.resolved();
    },
    keepAsCopy: async () => {
      if (!clash || !(await createCopy(store.getState().history.present))) return;
      adopt(store, catalogue, clash.theirs, (theirs) => theirs);
      setClash(undefined);
      await saver.resolved();
    },
  };
}
