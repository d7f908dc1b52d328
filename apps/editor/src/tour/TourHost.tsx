import { Button, Group } from '@mantine/core';
import { lazy, Suspense } from 'react';
import classes from './Tour.module.css';
import { useTour } from './tourState.ts';
import { useTourWords } from './words.ts';

const Tour = lazy(() => import('./Tour.tsx'));

/** Offers the tour to who is new here, and shows it. */
export function TourHost() {
  const { step, isKnown } = useTour();
  if (step === undefined) return isKnown ? null : <Offer />;
  return (
    <Suspense>
      <Tour />
    </Suspense>
  );
}

function Offer() {
  const words = useTourWords();
  const { show, end } = useTour();
  return (
    <section className={classes.offer} aria-label={words('tour')}>
      <h2>{words('offerTitle')}</h2>
      <p>{words('offerText')}</p>
      <Group gap="xs">
        <Button size="xs" onClick={() => show(0)}>
          {words('offerYes')}
        </Button>
        <Button size="xs" variant="subtle" color="gray" onClick={end}>
          {words('offerNo')}
        </Button>
      </Group>
    </section>
  );
}
