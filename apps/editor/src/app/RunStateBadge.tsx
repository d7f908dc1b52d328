import type { RunState } from '@heed/schema';
import { Anchor, Badge } from '@mantine/core';
import { Link } from 'wouter';
import { useCommonWords } from '../i18n/common.ts';

const colors: Record<RunState, string> = {
  queued: 'gray',
  running: 'pine',
  waiting_human: 'yellow',
  cancelling: 'gray',
  cancelled: 'gray',
  failed: 'red',
  succeeded: 'pine',
  interrupted: 'yellow',
  paused: 'yellow',
};

/** The state of a run as a pill that leads to the run's page. `label(state)` says so aloud. */
export function RunStateLink({
  run,
  label,
}: {
  run: { id: string; state: RunState };
  label(state: string): string;
}) {
  const common = useCommonWords();
  const state = common(`run-${run.state}`);
  return (
    <Anchor
      component={Link}
      href={`/runs/${run.id}`}
      aria-label={label(state)}
      title={label(state)}
      underline="never"
      style={{ flex: 'none' }}
    >
      <Badge
        variant="light"
        color={colors[run.state]}
        size="lg"
        tt="none"
        data-run-state={run.state}
        style={{ cursor: 'pointer' }}
      >
        {state}
      </Badge>
    </Anchor>
  );
}
