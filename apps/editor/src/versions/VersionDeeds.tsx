import { LONGEST_NAME } from '@heed/schema';
import { Button, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { api, queryClient, trpc } from '../api/client.ts';
import { useShowError } from '../api/errors.ts';
import { showToast } from '../app/showToast.ts';
import { upgradeNodes } from '../canvas/store/edits.ts';
import { useCatalogue, useGraphStoreApi } from '../canvas/store/useGraphStore.ts';
import { useMakeContext } from '../commands/commandContext.ts';
import { useCreateGraph } from '../graphs/useCreateGraph.ts';
import type { VersionLine } from './grouping.ts';
import classes from './VersionsPanel.module.css';
import { useVersionWords } from './words.ts';

/** Gives a version a name, by which it is found and kept apart from the many. */
export function Naming({ id, line }: { id: string; line: VersionLine }) {
  const words = useVersionWords();
  const showError = useShowError();
  const [name, setName] = useState(line.name ?? '');
  const save = async (event: FormEvent) => {
    event.preventDefault();
    await api.versions.name
      .mutate({ id, revision: line.revision, name: name.trim() || null })
      .catch(showError);
    await queryClient.invalidateQueries(trpc.versions.pathFilter());
  };
  return (
    <form className={classes.naming} onSubmit={(event) => void save(event)}>
      <TextInput
        size="xs"
        maxLength={100}
        aria-label={words('nameIt')}
        placeholder={words('nameExample')}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Button type="submit" size="xs" variant="default" disabled={name.trim() === (line.name ?? '')}>
        {words('saveName')}
      </Button>
    </form>
  );
}

/** Opens a version as a pipeline of its own. */
export function OpenCopy({ id, revision }: { id: string; revision: number }) {
  const words = useVersionWords();
  const create = useCreateGraph();
  const open = async () => {
    const { graph } = await api.versions.get.query({ id, revision });
    return { ...graph, name: words('copyName', { name: graph.name, revision }).slice(0, LONGEST_NAME) };
  };
  return (
    <Button size="xs" variant="default" onClick={() => void create(open())}>
      {words('openCopy')}
    </Button>
  );
}

/** Brings back a version as the newest one: a step of undo here, a new version at the runner. */
export function Restore({ id, revision }: { id: string; revision: number }) {
  const words = useVersionWords();
  const showError = useShowError();
  const catalogue = useCatalogue();
  const store = useGraphStoreApi();
  const { saving } = useMakeContext()();
  const [busy, setBusy] = useState(false);
  const restore = async () => {
    setBusy(true);
    try {
      if (!(await saving.save())) return;
      const current = store.getState().revision;
      const saved = await api.versions.restore.mutate({ id, revision, current });
      const { graph } = await api.versions.get.query({ id, revision: saved.revision });
      const upgraded = upgradeNodes(graph, catalogue);
      store.getState().markSaved(upgraded, saved.revision);
      store.getState().edit(() => upgraded);
      await queryClient.invalidateQueries(trpc.versions.pathFilter());
      showToast({ message: words('restored', { revision }) });
    } catch (error) {
      showError(error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Button size="xs" loading={busy} onClick={() => void restore()}>
      {words('restore')}
    </Button>
  );
}
