import { catalogue } from '@heed/nodes/catalogue.browser.ts';
import { plan } from '@heed/schema';
import { Button, Group, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useDeferredValue, useEffect, useMemo, useState } from 'react';
import { useParams } from 'wouter';
import { useStore } from 'zustand';
import { trpc } from '../api/client.ts';
import { Failure, Loading } from '../app/Messages.tsx';
import { Page } from '../app/Page.tsx';
import { useCommonWords } from '../i18n/common.ts';
import { dropDraft, keepDraft, readDraft } from './drafts.ts';
import { Editor } from './Editor.tsx';
import { CanvasRunContext, createCanvasRunStore } from './runState.ts';
import { upgradeNodes } from './store/edits.ts';
import { createGraphStore, type GraphStore, isDirty } from './store/graphStore.ts';
import { CatalogueContext, GraphStoreContext, ProblemsContext } from './store/useGraphStore.ts';
import { useCanvasWords } from './words.ts';

/** Quick edits are written to the browser's storage together. */
const DRAFT_MILLISECONDS = 300;

/** Keeps unsaved edits in the browser, and asks before the window closes on them. */
function useDrafts(id: string, store: GraphStore): void {
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const keep = () => {
      clearTimeout(timer);
      const { history, revision } = store.getState();
      if (isDirty(store.getState())) keepDraft(id, { revision, graph: history.present });
      else dropDraft(id);
    };
    const unsubscribe = store.subscribe(() => {
      clearTimeout(timer);
      timer = setTimeout(keep, DRAFT_MILLISECONDS);
    });
    const onLeave = (event: BeforeUnloadEvent) => {
      keep();
      if (isDirty(store.getState())) event.preventDefault();
    };
    window.addEventListener('beforeunload', onLeave);
    return () => {
      unsubscribe();
      keep();
      window.removeEventListener('beforeunload', onLeave);
    };
  }, [id, store]);
}

/** Says that edits came back from the browser's storage, and offers the way back. */
function RestoredMessage({ onDiscard }: { onDiscard: () => void }) {
  const words = useCanvasWords();
  return (
    <>
      <Text size="sm" fw={600}>
        {words('restored')}
      </Text>
      <Group gap="xs" justify="space-between">
        <Text size="sm">{words('restoredText')}</Text>
        <Button size="compact-sm" variant="light" onClick={onDiscard}>
          {words('discard')}
        </Button>
      </Group>
    </>
  );
}

/** `newest` is the runner's revision; edits from an older one are not mixed with it. */
function useRestoredNotice(store: GraphStore, restored: boolean, newest: number): void {
  useEffect(() => {
    if (!restored) return;
    const discard = () => {
      const { saved, revision, edit, load } = store.getState();
      if (revision === newest) edit(() => saved);
      else load(saved, newest);
      notifications.hide(toast);
    };
    const toast = notifications.show({
      autoClose: 12_000,
      message: <RestoredMessage onDiscard={discard} />,
    });
    return () => void notifications.hide(toast);
  }, [restored, store, newest]);
}

function Problems({ store, children }: { store: GraphStore; children: ReactNode }) {
  const graph = useDeferredValue(useStore(store, ({ history }) => history.present));
  const problems = useMemo(() => plan(graph, catalogue).problems, [graph]);
  return <ProblemsContext value={problems}>{children}</ProblemsContext>;
}

interface OpenedProps {
  id: string;
  saved: { graph: Parameters<typeof createGraphStore>[0]; revision: number };
}

function Opened({ id, saved }: OpenedProps) {
  const [{ store, restored }] = useState(() => {
    const draft = readDraft(id);
    const graph = upgradeNodes(saved.graph, catalogue);
    const revision = draft?.revision ?? saved.revision;
    return { store: createGraphStore(graph, revision, draft?.graph), restored: draft !== undefined };
  });
  const [runStore] = useState(createCanvasRunStore);
  useDrafts(id, store);
  useRestoredNotice(store, restored, saved.revision);
  return (
    <CatalogueContext value={catalogue}>
      <GraphStoreContext value={store}>
        <CanvasRunContext value={runStore}>
          <Problems store={store}>
            <Editor id={id} />
          </Problems>
        </CanvasRunContext>
      </GraphStoreContext>
    </CatalogueContext>
  );
}

/** Opens a saved pipeline on the canvas. */
export default function EditorPage() {
  const { id = '' } = useParams<{ id: string }>();
  const common = useCommonWords();
  const query = useQuery(
    trpc.graphs.get.queryOptions({ id }, { staleTime: 0, gcTime: 0, refetchOnWindowFocus: false }),
  );
  if (query.data) return <Opened id={id} saved={query.data} />;
  return (
    <Page full crumbs={[{ title: common('graphs'), href: '/' }, { title: '…' }]}>
      {query.error ? <Failure error={query.error} onRetry={() => void query.refetch()} /> : <Loading />}
    </Page>
  );
}
