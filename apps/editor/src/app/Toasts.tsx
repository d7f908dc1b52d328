import { lazy, Suspense, useEffect, useState } from 'react';

const Notifications = lazy(() =>
  import('@mantine/notifications').then((module) => ({ default: module.Notifications })),
);

/** Nothing is said in the first moment of a page, so that it is drawn without what says it; later it waits there. */
const DELAY_MS = 1000;

/** The place where short messages appear. */
export function Toasts() {
  const [isReady, setReady] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setReady(true), DELAY_MS);
    return () => clearTimeout(timer);
  }, []);
  return isReady ? (
    <Suspense>
      <Notifications position="top-center" />
    </Suspense>
  ) : null;
}
