import { useContext, useState } from 'react';
import { OpenOutputContext } from '../../canvas/PipelineNode.tsx';
import { useGraphStore, useGraphStoreApi } from '../../canvas/store/useGraphStore.ts';
import { NodeDetail } from '../NodeDetail.tsx';
import { NodeList } from '../NodeList.tsx';
import { specOf } from '../nodeNames.ts';
import runClasses from '../Runs.module.css';
import { startingNode } from '../startingNode.ts';
import classes from './RunPanel.module.css';
import { useCanvasLiveRun, useCanvasRunId } from './runState.ts';
import { useCanvasRunWords } from './words.ts';

/** The run on the canvas as its page shows it, below the canvas: the selected node with its curves, log and results. */
export default function RunPanel() {
  const words = useCanvasRunWords();
  const id = useCanvasRunId();
  const live = useCanvasLiveRun();
  const store = useGraphStoreApi();
  const openOutput = useContext(OpenOutputContext);
  const [compared, setCompared] = useState<string[]>([]);
  const chosen = useGraphStore(({ selection: { items } }) => (items.size === 1 ? [...items][0] : undefined));
  if (!live) return <p className={classes.empty}>{words(id === undefined ? 'noRun' : 'loadingRun')}</p>;
  const { nodes } = live.run;
  const evaluates = (kind: string) => specOf(kind)?.category === 'evaluation';
  const node =
    nodes.find((one) => one.node === chosen) ??
    nodes.find((one) => one.node === startingNode(nodes, evaluates));
  return (
    <div className={`${runClasses.columns} ${classes.panel}`}>
      <NodeList
        live={live}
        selected={node?.node}
        onSelect={(one) => store.getState().select({ items: new Set([one]), wires: new Set() })}
      />
      {node && (
        <NodeDetail
          key={node.node}
          live={live}
          node={node}
          compared={compared}
          onCompare={setCompared}
          onOpenOutput={(port) => openOutput(node.node, port)}
          low
        />
      )}
    </div>
  );
}
