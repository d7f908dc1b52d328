import { useRef } from 'react';
import { useText } from '../i18n/language.ts';
import type { LiveRun } from './liveRun.ts';
import { LogPanel } from './logs/LogPanel.tsx';
import { NodeDetail } from './NodeDetail.tsx';
import { NodeList } from './NodeList.tsx';
import { nodeName } from './nodeNames.ts';
import classes from './Runs.module.css';
import { useRunWords } from './text.ts';
import type { NodeRunView } from './view.ts';

/** Below this width the list of nodes stands above what it chooses. */
const NARROW = '(max-width: 820px)';

interface RunColumnsProps {
  live: LiveRun;
  /** The node to show; without one the log of the whole run. */
  node: NodeRunView | undefined;
  compared: readonly string[];
  onCompare(runs: string[]): void;
  /** Shows a node, or the log of the whole run. */
  onSelect(node: string | undefined): void;
  onOpenOutput(port: string): void;
}

/** The nodes of a run beside everything about one of them, or the log of all. */
export function RunColumns({ live, node, onSelect, ...detail }: RunColumnsProps) {
  const words = useRunWords();
  const place = useRef<HTMLDivElement>(null);
  const select = (chosen: string | undefined) => {
    onSelect(chosen);
    if (matchMedia(NARROW).matches) place.current?.scrollIntoView({ block: 'start' });
  };
  return (
    <div className={classes.columns}>
      <div>
        <NodeList live={live} selected={node?.node} onSelect={select} />
        <button
          type="button"
          className={classes.wholeLog}
          aria-current={node ? undefined : true}
          onClick={() => select(undefined)}
        >
          {words('wholeLog')}
        </button>
      </div>
      <div ref={place} className={classes.chosen}>
        {node ? <NodeDetail live={live} node={node} {...detail} /> : <WholeLog live={live} />}
      </div>
    </div>
  );
}

function WholeLog({ live }: { live: LiveRun }) {
  const words = useRunWords();
  const text = useText();
  return (
    <article className={classes.detail} aria-label={words('wholeLog')}>
      <h2 className={classes.detailTitle}>{words('wholeLog')}</h2>
      <div className={classes.section}>
        <LogPanel
          run={live.run.id}
          nameOf={(node) => nodeName(live.run.graph, node, text)}
          news={live.logged}
        />
      </div>
    </article>
  );
}
