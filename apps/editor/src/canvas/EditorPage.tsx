import { catalogue } from '@heed/nodes/catalogue.browser.ts';
import { useQuery } from '@tanstack/react-query';
import { lazy, type ReactNode, Suspense, useLayoutEffect, useState } from 'react';
import { useParams } from 'wouter';
import { refusalCode, trpc } from '../api/client.ts';
import { useIsRoleKnown, useMay } from '../api/me.ts';
import { Loading, PageFailure } from '../app/Messages.tsx';
import { Page } from '../app/Page.tsx';
import { useCommonWords } from '../i18n/common.ts';
import { CanvasRunContext, createCanvasRunStore } from '../runs/canvas/runState.ts';
import { type OpeningTab, useDrafts, useOpeningTab } from '../saving/useDrafts.ts';
import { useRestoredNotice } from '../saving/useRestoredNotice.tsx';
import { graphOf } from './askForGraph.ts';
import { Editor } from './Editor.tsx';
import { upgradeNodes } from './store/edits.ts';
import { createGraphStore, type GraphStore } from './store/graphStore.ts';
import { CatalogueContext, GraphStoreContext, ProblemsContext } from './store/useGraphStore.ts';
import { useProblemsOf } from './useProblemsOf.ts';

const GoneGraph = lazy(() => import('../graphs/GoneGraph.tsx'));

function Problems({ store, children }: { store: GraphStore; children: ReactNode }) {
  return <ProblemsContext value={useProblemsOf(store, catalogue)}>{children}</ProblemsContext>;
}

interface OpenedProps {
  id: string;
  saved: { graph: Parameters<typeof createGraphStore>[0]; revision: number };
  opening: OpeningTab;
}

function Opened({ id, saved, opening }: OpenedProps) {
  const mayEdit = useMay('design');
  const [{ store, opened, isRestored }] = useState(() => {
    const newest = upgradeNodes(saved.graph, catalogue);
    const edits = mayEdit ? opening.edits : undefined;
    const store = edits
      ? createGraphStore(edits.base, edits.revision, edits.graph)
      : createGraphStore(newest, saved.revision);
    return { store, opened: newest, isRestored: edits !== undefined };
  });
  const [runStore] = useState(createCanvasRunStore);
  useLayoutEffect(() => store.getState().allow(mayEdit), [store, mayEdit]);
  useDrafts(id, opening.tab, store);
  useRestoredNotice(store, isRestored, opened);
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
  const opening = useOpeningTab(id, catalogue);
  const isKnown = useIsRoleKnown();
  if (query.data && opening.data && isKnown)
    return <Opened id={id} saved={query.data} opening={opening.data} />;
  const error = query.error ?? opening.error;
  const isGone = refusalCode(query.error) === 'NOT_FOUND';
  const retry = () => void (query.error ? query.refetch() : opening.refetch());
  return (
    <Page full crumbs={[{ title: common('graphs'), href: '/' }, ...(isGone ? [] : [{ title: '…' }])]}>
      {isGone ? (
        <Suspense fallback={<Loading />}>
          <GoneGraph id={id} onReturn={retry} />
        </Suspense>
      ) : error ? (
        <PageFailure error={error} onRetry={retry} />
      ) : (
        <Loading />
      )}
    </Page>
  );
}
