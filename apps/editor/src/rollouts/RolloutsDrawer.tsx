import { ActionIcon, NumberInput } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { trpc } from '../api/client.ts';
import { SideDrawer } from '../app/SideDrawer.tsx';
import { useText } from '../i18n/language.ts';
import { useMarks } from '../i18n/marks.ts';
import { nodeTitle } from '../runs/nodeNames.ts';
import type { RolloutsPlace } from './place.ts';
import classes from './Rollouts.module.css';
import { StepRollouts } from './StepRollouts.tsx';
import { useRollouts } from './useRollouts.ts';
import { useRolloutWords } from './words.ts';

interface RolloutsDrawerProps {
  place: RolloutsPlace;
  onStep(step: number): void;
  onClose(): void;
}

/** The answers behind a point of a curve, at the side of the page; the arrow keys go from step to step. */
export default function RolloutsDrawer({ place, onStep, onClose }: RolloutsDrawerProps) {
  const words = useRolloutWords();
  const text = useText();
  const run = useQuery(trpc.runs.get.queryOptions({ id: place.run }));
  const kind = run.data?.nodes.find(({ node }) => node === place.node)?.kind;
  const title = run.data && kind ? nodeTitle(run.data.graph, place.node, kind, text) : place.node;
  const { steps } = useRollouts(place, 'sampled', '').data ?? {};
  return (
    <SideDrawer
      title={words('rolloutsOf', { node: title })}
      width={760}
      onClose={onClose}
      tools={<Stepper step={place.step} steps={steps} onStep={onStep} />}
    >
      <StepRollouts key={`${place.run} ${place.node}`} place={place} onStep={onStep} />
    </SideDrawer>
  );
}

interface StepperProps {
  step: number;
  steps: { first: number; last: number } | undefined;
  onStep(step: number): void;
}

/** Goes from step to step by buttons, by number, and by the arrow keys. */
function Stepper({ step, steps, onStep }: StepperProps) {
  const words = useRolloutWords();
  const { aside } = useMarks();
  const { first, last } = steps ?? { first: step, last: step };
  const go = (by: number) => {
    const next = Math.min(last, Math.max(first, step + by));
    if (next !== step) onStep(next);
  };
  useHotkeys([
    ['ArrowLeft', () => go(-1)],
    ['ArrowRight', () => go(1)],
  ]);
  return (
    <div className={classes.stepper}>
      <ActionIcon
        variant="default"
        aria-label={words('earlier')}
        title={aside(words('earlier'), '←')}
        disabled={step <= first}
        onClick={() => go(-1)}
      >
        <IconChevronLeft size={16} />
      </ActionIcon>
      <NumberInput
        size="xs"
        w={76}
        aria-label={words('step')}
        hideControls
        allowDecimal={false}
        allowNegative={false}
        value={step}
        onChange={(value) => typeof value === 'number' && value >= first && value <= last && onStep(value)}
      />
      <span className={classes.quiet}>{words('ofSteps', { last })}</span>
      <ActionIcon
        variant="default"
        aria-label={words('later')}
        title={aside(words('later'), '→')}
        disabled={step >= last}
        onClick={() => go(1)}
      >
        <IconChevronRight size={16} />
      </ActionIcon>
    </div>
  );
}
