import { lazy, Suspense } from 'react';
import { Route, Switch } from 'wouter';
import { Loading, NotFound } from './Messages.tsx';
import { pages } from './pages.ts';

const routes = pages.map(({ path, page }) => ({ path, Page: lazy(page) }));

/** Each page is a chunk of its own; pages read their parameters with wouter's `useParams` and begin anew for others. */
export function Routes() {
  return (
    <Suspense fallback={<Loading />}>
      <Switch>
        {routes.map(({ path, Page }) => (
          <Route key={path} path={path}>
            {(parameters) => <Page key={Object.values(parameters).join('/')} />}
          </Route>
        ))}
        <Route component={NotFound} />
      </Switch>
    </Suspense>
  );
}
