import { lazy, Suspense } from 'react';
import { Route, Switch } from 'wouter';
import { Loading, NotFound } from './Messages.tsx';

const GraphsPage = lazy(() => import('../graphs/GraphsPage.tsx'));
const EditorPage = lazy(() => import('../canvas/EditorPage.tsx'));
const RunPage = lazy(() => import('../runs/RunPage.tsx'));
const LabelingPage = lazy(() => import('../labeling/LabelingPage.tsx'));
const TemplatesPage = lazy(() => import('../templates/TemplatesPage.tsx'));

/** Each page is a chunk of its own; pages read their parameters with wouter's `useParams`. */
export function Routes() {
  return (
    <Suspense fallback={<Loading />}>
      <Switch>
        <Route path="/" component={GraphsPage} />
        <Route path="/graphs/:id">{({ id }) => <EditorPage key={id} />}</Route>
        <Route path="/runs/:id">{({ id }) => <RunPage key={id} />}</Route>
        <Route path="/label/:run/:node" component={LabelingPage} />
        <Route path="/templates" component={TemplatesPage} />
        <Route component={NotFound} />
      </Switch>
    </Suspense>
  );
}
