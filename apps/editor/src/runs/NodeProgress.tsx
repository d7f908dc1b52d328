import { Progress } from '@mantine/core';
import { useFormats } from '../i18n/format.ts';
import { useText } from '../i18n/language.ts';
import { isFinalNodeState, type LiveRun } from './liveRun.ts';
import { QuietNote } from './QuietNote.tsx';
import classes from './Runs.module.css';
import { useRunWords } from './text.ts';
import type { NodeRunView } from './view.ts';

interface NodeProgressProps {
  live: LiveRun;
  node: NodeRunView;
  title: string;
}

/** How far a node is, or how far it came; for a node that waits for people, how many answers are there. */
export function NodeProgress({ live, node, title }: NodeProgressProps) {
  const words = useRunWords();
  const { percent } = useFormats();
  const share = doneShare(node);
  return (
    <div className={classes.progress}>
      <Progress
        value={share * 100}
        color={node.state === 'failed' ? 'red' : node.state === 'waiting_human' ? 'yellow' : undefined}
        aria-label={words('progressOf', { node: title })}
      />
      <p className={classes.facts}>
        {hasBegun(node) ? <span>{percent(share)}</span> : <span>{words('notStarted')}</span>}
        <Note node={node} />
        {node.state === 'running' && <QuietNote live={live} node={node} />}
      </p>
    </div>
  );
}

function doneShare({ state, fraction, labeling }: NodeRunView): number {
  if (state !== 'waiting_human' || !labeling) return fraction;
  return labeling.total > 0 ? labeling.done / labeling.total : 0;
}

function hasBegun({ state, startedAt }: NodeRunView): boolean {
  return startedAt !== undefined || state === 'succeeded' || state === 'failed';
}

/** What the node said last, and when it will be done or was. */
function Note({ node }: { node: NodeRunView }) {
  const words = useRunWords();
  const text = useText();
  const { duration, time } = useFormats();
  const { state, message, secondsLeft, labeling, finishedAt } = node;
  if (state === 'waiting_human') return labeling && <span>{words('labelingProgress', labeling)}</span>;
  return (
    <>
      {message && state !== 'succeeded' && <span>{text(message)}</span>}
      {secondsLeft !== undefined && !isFinalNodeState(state) && (
        <span>{words('secondsLeft', { time: duration(secondsLeft * 1000) })}</span>
      )}
      {finishedAt !== undefined && hasBegun(node) && (
        <span>{words('endedAt', { time: time(finishedAt) })}</span>
      )}
    </>
  );
}
