import type { NodeState } from '@heed/schema';
import {
  IconAlertTriangle,
  IconBolt,
  IconCheck,
  IconClock,
  IconLoader2,
  IconPlayerSkipForward,
  IconPlayerStop,
  IconUser,
  IconX,
} from '@tabler/icons-react';
import { Link } from 'wouter';
import { useCommonWords } from '../../i18n/common.ts';
import classes from './Face.module.css';
import { useCanvasRunWords } from './words.ts';

type Tone = 'good' | 'bad' | 'warn' | 'quiet';

const looks: Record<NodeState, [typeof IconCheck, Tone]> = {
  queued: [IconClock, 'quiet'],
  leased: [IconLoader2, 'good'],
  starting: [IconLoader2, 'good'],
  running: [IconLoader2, 'good'],
  publishing: [IconLoader2, 'good'],
  succeeded: [IconCheck, 'good'],
  waiting_human: [IconUser, 'warn'],
  cancelling: [IconPlayerStop, 'quiet'],
  cancelled: [IconPlayerStop, 'quiet'],
  failed: [IconX, 'bad'],
  lost: [IconAlertTriangle, 'warn'],
  skipped: [IconPlayerSkipForward, 'quiet'],
};

/**
 * The state of a node in a run as a mark with its name; a cached result has a mark beside it that leads to
 * the run it came from.
 */
export function StateBadge({
  state,
  cachedFrom,
  size = 18,
}: {
  state: NodeState;
  /** The run that the result was taken from. */
  cachedFrom?: string;
  size?: number;
}) {
  const common = useCommonWords();
  const words = useCanvasRunWords();
  const [Icon, tone] = looks[state];
  const name = common(`node-${state}`);
  return (
    <>
      {cachedFrom && (
        <Link
          href={`/runs/${cachedFrom}`}
          className={`${classes.badge} nodrag`}
          data-tone="quiet"
          tabIndex={-1}
          aria-label={words('cachedOpen')}
          title={words('cachedOpen')}
        >
          <IconBolt size={16} aria-hidden="true" />
        </Link>
      )}
      <span
        className={classes.badge}
        data-tone={tone}
        data-state={state}
        role="img"
        aria-label={name}
        title={name}
      >
        <Icon size={size} aria-hidden="true" />
      </span>
    </>
  );
}
