import { catalogue } from '@heed/nodes/catalogue.browser.ts';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useParams } from 'wouter';
import { trpc } from '../api/client.ts';
import { Loading, PageFailure } from '../app/Messages.tsx';
import { Page } from '../app/Page.tsx';
import { useCommonWords } from '../i18n/common.ts';
import { CanvasRunContext, createCanvasRunStore } from '../runs/canvas/runState.ts';
import { type LeftDraft, useDrafts, useLeftDraft } from '../saving/useDrafts.ts';
import { useRestoredNotice } from '../saving/useRestoredNotice.tsx';
import { graphOf } from './askForGraph.ts';
import { Editor } from './Editor.tsx';
import { upgradeNodes } from './store/edits.ts';
import { createGraphStore, type GraphStore } from './store/graphStore.ts';
import { CatalogueContext, GraphStoreContext, ProblemsContext } from './store/useGraphStore.ts';
import { useProblemsOf } from './useProblemsOf.ts';

function Problems({ store, children }: { store: GraphStore; children: ReactNode }) {
  return <ProblemsContext value={useProblemsOf(store, catalogue)}>{children}</ProblemsContext>;
}

interface OpenedProps {
  id: string;
  saved: { graph: Parameters<typeof createGraphStore>[0]; revision: number };
  left: LeftDraft;
}

function Opened({ id, saved, left: { tab, draft } }: OpenedProps) {
  const [{ store, opened }] = useState(() => {
    const graph = upgradeNodes(saved.graph, catalogue);
    const revision = draft?.revision ?? saved.revision;
    return { store: createGraphStore(graph, revision, draft?.graph), opened: graph };
  });
  const [runStore] = useState(createCanvasRunStore);
  useDrafts(id, tab, store);
  useRestoredNotice(store, draft !== undefined, opened);
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
  const query = useQuery({
    ...trpc.graphs.get.queryOptions({ id }, { staleTime: 0, gcTime: 0, refetchOnWindowFocus: false }),
    queryFn: () => graphOf(id),
  });
  const left = useLeftDraft(id);
  if (query.data && left) return <Opened id={id} saved={query.data} left={left} />;
  return (
    <Page full crumbs={[{ title: common('graphs'), href: '/' }, { title: '…' }]}>
      {query.error ? <PageFailure error={query.error} onRetry={() => void query.refetch()} /> : <Loading />}
    </Page>
  );
}
