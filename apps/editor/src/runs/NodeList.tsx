import { Progress } from '@mantine/core';
import { useFormats } from '../i18n/format.ts';
import { useText } from '../i18n/language.ts';
import { isFinalNodeState, isResting, type LiveRun } from './liveRun.ts';
import { nodeTitle } from './nodeNames.ts';
import classes from './Runs.module.css';
import { StateMark } from './StateMark.tsx';
import { useRunWords } from './text.ts';
import { useNow } from './useNow.ts';
import type { NodeRunView } from './view.ts';

interface NodeListProps {
  live: LiveRun;
  selected: string | undefined;
  onSelect(node: string): void;
}

/**
 * The nodes of a run in running order, each with its state, progress and time. The failure of the node that is chosen
 * stands beside the list.
 */
export function NodeList({ live, selected, onSelect }: NodeListProps) {
  const words = useRunWords();
  const { nodes, graph } = live.run;
  if (nodes.length === 0) return <p className={classes.quiet}>{words('noNodes')}</p>;
  return (
    <ol className={classes.nodes} aria-label={words('nodes')}>
      {nodes.map((node) => (
        <NodeRow
          key={node.node}
          node={node}
          graph={graph}
          selected={node.node === selected}
          resting={isResting(live.run, node)}
          onSelect={() => onSelect(node.node)}
        />
      ))}
    </ol>
  );
}

interface NodeRowProps {
  node: NodeRunView;
  graph: LiveRun['run']['graph'];
  selected: boolean;
  resting: boolean;
  onSelect(): void;
}

function NodeRow({ node, graph, selected, resting, onSelect }: NodeRowProps) {
  const words = useRunWords();
  const text = useText();
  const title = nodeTitle(graph, node.node, node.kind, text);
  const moving = isMoving(node);
  return (
    <li>
      <button
        type="button"
        className={classes.nodeRow}
        aria-current={selected || undefined}
        onClick={onSelect}
      >
        <span className={classes.nodeHead}>
          {resting ? (
            <StateMark of="run" state="paused" compact />
          ) : (
            <StateMark of="node" state={node.state} compact />
          )}
          <span className={classes.nodeTitle}>{title}</span>
          <span className={classes.nodeTime}>
            <NodeFigure node={node} />
          </span>
        </span>
        {moving && (
          <Progress
            className={classes.rowProgress}
            value={node.fraction * 100}
            size={3}
            aria-label={words('progressOf', { node: title })}
          />
        )}
        {node.error && !selected && <span className={classes.nodeError}>{text(node.error)}</span>}
      </button>
    </li>
  );
}

/** How far a node is that works or waits for people, how long it took, or where its result came from. */
function NodeFigure({ node }: { node: NodeRunView }) {
  const words = useRunWords();
  const { percent } = useFormats();
  const { state, labeling, cache, fraction } = node;
  if (isMoving(node)) return percent(fraction);
  if (state === 'waiting_human' && labeling)
    return <span title={words('labelingProgress', labeling)}>{words('labelingShare', labeling)}</span>;
  if (cache?.hit) return words(cache.pinned ? 'pinned' : 'fromCache');
  return <NodeDuration node={node} />;
}

function isMoving({ state }: NodeRunView): boolean {
  return state === 'running' || state === 'publishing';
}

/** How long the node took, or has taken so far. */
export function NodeDuration({ node }: { node: NodeRunView }) {
  const { duration } = useFormats();
  const going = !isFinalNodeState(node.state) && node.finishedAt === undefined;
  const now = useNow(going);
  if (node.startedAt === undefined || node.state === 'queued' || node.cache?.hit) return null;
  return <>{duration((node.finishedAt ?? now) - node.startedAt)}</>;
}
