import { lazy, Suspense } from 'react';
import { useTour } from './tourState.ts';

const TourOffer = lazy(() => import('./TourOffer.tsx'));
const Tour = lazy(() => import('./Tour.tsx'));

/** Offers the tour to who is new here, and shows it. */
export function TourHost() {
  const { step, isKnown } = useTour();
  if (step === undefined && isKnown) return null;
  return <Suspense>{step === undefined ? <TourOffer /> : <Tour />}</Suspense>;
}
