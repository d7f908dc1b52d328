import { useText } from '../i18n/language.ts';
import { isResting, type LiveRun } from './liveRun.ts';
import { NodeDuration } from './NodeList.tsx';
import { NodeProgress } from './NodeProgress.tsx';
import { specOf } from './nodeNames.ts';
import classes from './Runs.module.css';
import { StateMark } from './StateMark.tsx';
import { useRunWords } from './text.ts';
import type { NodeRunView } from './view.ts';

interface NodeHeadProps {
  live: LiveRun;
  node: NodeRunView;
  title: string;
}

/** What a node is called, its state, and how far it is: as high in every state, so that nothing below it moves. */
export function NodeHead({ live, node, title }: NodeHeadProps) {
  const words = useRunWords();
  const text = useText();
  const kind = specOf(node.kind);
  const resting = isResting(live.run, node);
  return (
    <header>
      <h2 className={classes.detailTitle}>{title}</h2>
      <p className={classes.facts}>
        {resting ? <StateMark of="run" state="paused" /> : <StateMark of="node" state={node.state} />}
        {kind && text(kind.title) !== title && <span>{text(kind.title)}</span>}
        {node.attempt > 1 && <span>{words('attempt', { attempt: node.attempt })}</span>}
        <span>
          <NodeDuration node={node} />
        </span>
      </p>
      <NodeProgress live={live} node={node} title={title} />
    </header>
  );
}
