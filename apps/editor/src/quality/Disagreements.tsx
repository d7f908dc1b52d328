import { Button } from '@mantine/core';
import { useState } from 'react';
import { Divided } from './Divided.tsx';
import classes from './Quality.module.css';
import type { Figures, LabelPlace } from './view.ts';
import { useQualityWords } from './words.ts';

/** Tasks shown before one asks for more. */
const FIRST_SHOWN = 5;

/** Tasks of which labelers said different things, the most divided first. */
export function Disagreements({
  place,
  figures: { alpha, disagreements, disagreed },
}: {
  place: LabelPlace;
  figures: Figures;
}) {
  const words = useQualityWords();
  const [shown, setShown] = useState(FIRST_SHOWN);
  return (
    <section className={classes.block} aria-labelledby="quality-disagreements">
      <h2 id="quality-disagreements" className={classes.blockTitle}>
        {words('disagreementsTitle')}
      </h2>
      <p className={classes.quiet}>
        {disagreed > 0
          ? words('disagreed', { count: disagreed })
          : words(alpha.because === 'by-question' ? 'disagreementsByQuestion' : 'noDisagreements')}
      </p>
      <ol className={classes.disagreements}>
        {disagreements.slice(0, shown).map((one) => (
          <li key={one.taskId}>
            <Divided place={place} disagreement={one} />
          </li>
        ))}
      </ol>
      {shown < disagreements.length && (
        <Button variant="default" size="xs" onClick={() => setShown((count) => count + 4 * FIRST_SHOWN)}>
          {words('showMore')}
        </Button>
      )}
    </section>
  );
}
