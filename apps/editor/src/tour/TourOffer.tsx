import { Button, Group } from '@mantine/core';
import classes from './Tour.module.css';
import { useTour } from './tourState.ts';
import { useTourWords } from './words.ts';

/** Offers the tour to somebody who is here for the first time. */
export default function TourOffer() {
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
