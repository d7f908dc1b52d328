import { type ComponentType, lazy, Suspense, useState } from 'react';
import { Route, Switch } from 'wouter';
import { Loading } from './Messages.tsx';
import { Nowhere } from './Nowhere.tsx';
import { type PageRoute, pages } from './pages.ts';

const routes = pages.map(({ path, page, ahead }) => ({ path, ahead, Page: lazy(page) }));

interface OpenedPageProps {
  Page: ComponentType;
  ahead: PageRoute['ahead'];
  parameters: Readonly<Record<string, string | undefined>>;
}

function OpenedPage({ Page, ahead, parameters }: OpenedPageProps) {
  useState(() => ahead?.(parameters));
  return <Page />;
}

/** Each page is a chunk of its own; pages read their parameters with wouter's `useParams` and begin anew for others. */
export function Routes() {
  return (
    <Suspense fallback={<Loading />}>
      <Switch>
        {routes.map(({ path, ...route }) => (
          <Route key={path} path={path}>
            {(parameters) => (
              <OpenedPage key={Object.values(parameters).join('/')} {...route} parameters={parameters} />
            )}
          </Route>
        ))}
        <Route component={Nowhere} />
      </Switch>
    </Suspense>
  );
}
