import { lazy, Suspense, useEffect, useState } from 'react';
import { fetchToasts } from './showToast.ts';
import { whenAtRest } from './whenAtRest.ts';

const Notifications = lazy(() => fetchToasts().then((module) => ({ default: module.Notifications })));

/** The place where short messages appear. What is said before the page rests waits there. */
export function Toasts() {
  const [isReady, setReady] = useState(false);
  useEffect(() => whenAtRest(() => setReady(true)), []);
  return isReady ? (
    <Suspense>
      <Notifications position="top-center" />
    </Suspense>
  ) : null;
}
