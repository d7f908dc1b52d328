import type { Figure } from '@heed/schema';
import { Button } from '@mantine/core';
import { IconAlertTriangleFilled, IconCircleCheckFilled } from '@tabler/icons-react';
import { useState } from 'react';
import { useFormats } from '../i18n/format.ts';
import { useText } from '../i18n/language.ts';
import classes from './Plots.module.css';
import { useOutputWords } from './text.ts';

/** Two rows of a wide window; more push what follows out of sight. */
const FIRST = 8;

/** Numbers with their intervals, and whether each reached its goal; of many, those with a goal and the first ones. */
export function Figures({ figures }: { figures: readonly Figure[] }) {
  const words = useOutputWords();
  const [all, setAll] = useState(figures.length <= FIRST);
  const ordered = [...figures.filter(({ goal }) => goal), ...figures.filter(({ goal }) => !goal)];
  return (
    <>
      <dl className={classes.figures}>
        {(all ? figures : ordered.slice(0, FIRST)).map((figure) => (
          <FigureCard key={figure.name} figure={figure} />
        ))}
      </dl>
      {figures.length > FIRST && (
        <Button variant="subtle" size="compact-sm" mt="xs" aria-expanded={all} onClick={() => setAll(!all)}>
          {words(all ? 'fewerFigures' : 'allFigures', { count: figures.length })}
        </Button>
      )}
    </>
  );
}

function FigureCard({ figure: { title, value, low, high, format, goal } }: { figure: Figure }) {
  const words = useOutputWords();
  const text = useText();
  const { figure: write } = useFormats();
  const hasInterval = low !== undefined && high !== undefined;
  return (
    <div className={classes.figure} data-goal={goal && (goal.met ? 'met' : 'missed')}>
      <dt>{text(title)}</dt>
      <dd className={classes.figureValue}>{write(value, format)}</dd>
      {hasInterval && (
        <dd>
          {format === 'percent' && <IntervalBar value={value} low={low} high={high} />}
          {words('interval', { low: write(low, format), high: write(high, format) })}
        </dd>
      )}
      {goal && (
        <dd className={classes.goal}>
          {goal.met ? (
            <IconCircleCheckFilled size={16} aria-hidden="true" />
          ) : (
            <IconAlertTriangleFilled size={16} aria-hidden="true" />
          )}
          {words(goal.met ? 'goalMet' : 'goalMissed', { goal: goal.text })}
        </dd>
      )}
    </div>
  );
}

/** A share and its interval on a line from 0 to 1; a picture of the words beside it. */
function IntervalBar({ value, low, high }: { value: number; low: number; high: number }) {
  const place = (share: number) => 4 + Math.min(1, Math.max(0, share)) * 152;
  return (
    <svg width="160" height="12" viewBox="0 0 160 12" aria-hidden="true" className={classes.intervalBar}>
      <line x1="4" x2="156" y1="6" y2="6" stroke="var(--heed-line)" strokeWidth="2" />
      <line x1={place(0.5)} x2={place(0.5)} y1="2" y2="10" stroke="var(--heed-quiet)" />
      <line x1={place(low)} x2={place(high)} y1="6" y2="6" stroke="currentColor" strokeWidth="4" />
      <circle cx={place(value)} cy="6" r="4" fill="currentColor" />
    </svg>
  );
}
