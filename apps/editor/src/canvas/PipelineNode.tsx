import type { GraphNode, NodeSpec, Problem } from '@heed/schema';
import { IconAlertTriangle, IconQuestionMark } from '@tabler/icons-react';
import { type NodeProps, useStore } from '@xyflow/react';
import { createContext, memo, useContext, useMemo } from 'react';
import { useText } from '../i18n/language.ts';
import faceClasses from '../runs/canvas/Face.module.css';
import { FarFace } from '../runs/canvas/FarFace.tsx';
import { NodeFace } from '../runs/canvas/NodeFace.tsx';
import { type NodeRunState, useNodeRun } from '../runs/canvas/runState.ts';
import { StateBadge } from '../runs/canvas/StateBadge.tsx';
import { KindIcon } from './categories.tsx';
import type { PipelineFlowNode } from './flow.ts';
import { NodePort } from './NodePort.tsx';
import classes from './PipelineNode.module.css';
import { useCatalogue, useGraphStore, useProblems } from './store/useGraphStore.ts';
import type { Side } from './store/wiring.ts';
import { useCanvasWords } from './words.ts';

/** Below this zoom a node shows its name, state and one curve, in large. */
const FAR_ZOOM = 0.55;

/** Opens an output of the run on the canvas. */
export const OpenOutputContext = createContext<(node: string, port: string) => void>(() => {});

function useNodeProblem(node: string): Problem | undefined {
  const problems = useProblems();
  return useMemo(() => problems.find((one) => one.node === node), [problems, node]);
}

/** Which of a node's ports have wires, as one text, so that other wires do not draw this node again. */
function useWiredPorts(node: string): Set<string> {
  const names = useGraphStore(({ history }) =>
    history.present.edges
      .flatMap(({ from, to }) => [
        ...(to.node === node ? [`input:${to.port}`] : []),
        ...(from.node === node ? [`output:${from.port}`] : []),
      ])
      .join(' '),
  );
  return useMemo(() => new Set(names.split(' ')), [names]);
}

function Ports({ node, spec, side, run }: { node: string; spec: NodeSpec; side: Side; run?: NodeRunState }) {
  const wired = useWiredPorts(node);
  const openOutput = useContext(OpenOutputContext);
  const ports = side === 'input' ? spec.inputs : spec.outputs;
  const facing = Object.keys(side === 'input' ? spec.outputs : spec.inputs).length;
  return Object.entries(ports).map(([name, port], row) => (
    <NodePort
      key={name}
      place={{ node, port: name, side }}
      port={port}
      row={row}
      shared={row < facing}
      wired={wired.has(`${side}:${name}`)}
      onOpen={side === 'output' && run?.outputs[name] ? () => openOutput(node, name) : undefined}
    />
  ));
}

function Unknown({ node }: { node: GraphNode }) {
  const words = useCanvasWords();
  return (
    <div className={classes.header}>
      <IconQuestionMark size={18} aria-hidden="true" />
      <span className={classes.title}>{words('unknownKind', { kind: node.kind })}</span>
    </div>
  );
}

/** A node on the canvas. */
export const PipelineNode = memo(function PipelineNode({ data, selected }: NodeProps<PipelineFlowNode>) {
  const { node } = data;
  const text = useText();
  const spec = useCatalogue().get(node.kind);
  const run = useNodeRun(node.id);
  const problem = useNodeProblem(node.id);
  const far = useStore(({ transform }) => transform[2] < FAR_ZOOM);
  const title = node.label ?? (spec ? text(spec.title) : node.kind);
  return (
    <div
      className={classes.node}
      data-far={far || undefined}
      data-selected={selected || undefined}
      data-problem={problem ? true : undefined}
      data-failed={run?.state === 'failed' || undefined}
      data-node={node.id}
    >
      {spec && <Ports node={node.id} spec={spec} side="input" run={run} />}
      {spec && <Ports node={node.id} spec={spec} side="output" run={run} />}
      {far ? (
        <FarFace title={title} spec={spec} run={run} problem={problem !== undefined} />
      ) : spec ? (
        <>
          <div className={classes.header}>
            <span className={classes.icon}>
              <KindIcon spec={spec} />
            </span>
            <span className={classes.title} title={`${title} (${node.id})`}>
              {title}
            </span>
            {problem && !run && (
              <span className={faceClasses.badge} data-tone="warn">
                <IconAlertTriangle size={18} aria-hidden="true" />
              </span>
            )}
            {run && (
              <StateBadge state={run.state} cachedFrom={run.cache?.hit ? run.cache.fromRun : undefined} />
            )}
          </div>
          <NodeFace spec={spec} run={run} problem={problem} />
        </>
      ) : (
        <Unknown node={node} />
      )}
    </div>
  );
});
