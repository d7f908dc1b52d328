import { lazy, Suspense } from 'react';
import { useSearchParams } from 'wouter';
import { readPlace, withPlace } from './place.ts';

const RolloutsDrawer = lazy(() => import('./RolloutsDrawer.tsx'));

/** Shows the rollouts that the address asks for, whatever page it is of. */
export function RolloutsHost() {
  const [search, setSearch] = useSearchParams();
  const place = readPlace(search);
  if (!place) return null;
  return (
    <Suspense>
      <RolloutsDrawer
        place={place}
        onStep={(step) => setSearch((before) => withPlace(before, { ...place, step }), { replace: true })}
        onClose={() => setSearch((before) => withPlace(before, undefined))}
      />
    </Suspense>
  );
}
