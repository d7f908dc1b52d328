import type { NodeState, RunState } from '@heed/schema';
import {
  IconAlertTriangleFilled,
  IconBan,
  IconCircleCheckFilled,
  IconClock,
  IconLoader2,
  IconPlayerPauseFilled,
  IconPlayerSkipForwardFilled,
  IconUsers,
} from '@tabler/icons-react';
import { useCommonWords } from '../i18n/common.ts';
import classes from './Runs.module.css';

type Tone = 'good' | 'bad' | 'busy' | 'people' | 'quiet' | 'resting' | 'skipped' | 'stopped';

const tones: Record<RunState | NodeState, Tone> = {
  queued: 'quiet',
  leased: 'busy',
  starting: 'busy',
  running: 'busy',
  publishing: 'busy',
  succeeded: 'good',
  waiting_human: 'people',
  cancelling: 'busy',
  cancelled: 'stopped',
  failed: 'bad',
  lost: 'bad',
  skipped: 'skipped',
  interrupted: 'stopped',
  paused: 'resting',
};

const icons: Record<Tone, typeof IconClock> = {
  good: IconCircleCheckFilled,
  bad: IconAlertTriangleFilled,
  busy: IconLoader2,
  people: IconUsers,
  quiet: IconClock,
  resting: IconPlayerPauseFilled,
  skipped: IconPlayerSkipForwardFilled,
  stopped: IconBan,
};

interface StateMarkProps {
  of: 'run' | 'node';
  state: RunState | NodeState;
  /** Show the icon alone; the word is then for screen readers. */
  compact?: boolean;
}

/** A state as icon and word; neither rests on color alone. */
export function StateMark({ of, state, compact }: StateMarkProps) {
  const words = useCommonWords();
  const tone = tones[state];
  const Icon = icons[tone];
  const word = of === 'run' ? words(`run-${state as RunState}`) : words(`node-${state as NodeState}`);
  return (
    <span className={classes.state} data-tone={tone} title={compact ? word : undefined}>
      <Icon size={16} aria-hidden="true" className={tone === 'busy' ? classes.turning : undefined} />
      <span className={compact ? classes.hidden : undefined}>{word}</span>
    </span>
  );
}
