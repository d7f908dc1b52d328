import type { NodeMode, NodeSpec } from '@heed/schema';
import { IconAlertTriangle, IconArrowForward, IconPower, IconQuestionMark } from '@tabler/icons-react';
import type { NodeProps } from '@xyflow/react';
import { type CSSProperties, createContext, memo, useContext, useMemo } from 'react';
import { useText } from '../i18n/language.ts';
import { ChangedMark } from '../runs/canvas/ChangedMark.tsx';
import faceClasses from '../runs/canvas/Face.module.css';
import { FarFace } from '../runs/canvas/FarFace.tsx';
import { NodeFace } from '../runs/canvas/NodeFace.tsx';
import { type NodeRunState, useIsChanged, useNodeRun } from '../runs/canvas/runState.ts';
import { StateBadge } from '../runs/canvas/StateBadge.tsx';
import { StopMark } from '../runs/stops/StopMark.tsx';
import { KindIcon } from './categories.tsx';
import type { PipelineFlowNode, ShownNode } from './flow.ts';
import { NodePort } from './NodePort.tsx';
import { faceHeight, PORT_SIZE, portY } from './nodeGeometry.ts';
import classes from './PipelineNode.module.css';
import { wiredPorts } from './store/indexes.ts';
import { useCatalogue, useGraphStore, useProblemOf } from './store/useGraphStore.ts';
import type { Side } from './store/wiring.ts';
import { useCanvasWords } from './words.ts';
import { useZoomLevel } from './zoomLevel.tsx';

/** Opens an output of the run on the canvas. */
export const OpenOutputContext = createContext<(node: string, port: string) => void>(() => {});

function useWiredPorts(node: string): Set<string> {
  const names = useGraphStore(({ history }) => wiredPorts(history.present.edges, node) ?? '');
  return useMemo(() => new Set(names.split(' ')), [names]);
}

interface PortsProps {
  node: string;
  spec: NodeSpec;
  side: Side;
  run?: NodeRunState;
  wired: ReadonlySet<string>;
}

function SidePorts({ node, spec, side, run, wired }: PortsProps) {
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

function Ports({ node, spec, run }: Pick<PortsProps, 'node' | 'spec' | 'run'>) {
  const wired = useWiredPorts(node);
  return (
    <>
      <SidePorts node={node} spec={spec} side="input" run={run} wired={wired} />
      <SidePorts node={node} spec={spec} side="output" run={run} wired={wired} />
    </>
  );
}

/** Where wires end while the ports themselves are too small to be seen or touched. */
function Anchors({ spec }: { spec: NodeSpec }) {
  const ends = [
    ...Object.keys(spec.inputs).map((id, row) => ({ id, row, side: 'target', position: 'left' })),
    ...Object.keys(spec.outputs).map((id, row) => ({ id, row, side: 'source', position: 'right' })),
  ];
  return ends.map(({ id, row, side, position }) => (
    <i
      key={`${side} ${id}`}
      className={`${classes.anchor} ${side}`}
      data-handleid={id}
      data-handlepos={position}
      style={{ top: portY(row) - PORT_SIZE / 2, [position]: -PORT_SIZE / 2 }}
    />
  ));
}

function Unknown({ node }: { node: ShownNode }) {
  const words = useCanvasWords();
  return (
    <div className={classes.header}>
      <IconQuestionMark size={18} aria-hidden="true" />
      <span className={classes.title}>{words('unknownKind', { kind: node.kind })}</span>
    </div>
  );
}

const modeMarks = { off: IconPower, bypass: IconArrowForward } as const;

/** Says that a node is switched off or bypassed. */
function ModeMark({ mode }: { mode: NodeMode }) {
  const words = useCanvasWords();
  const Icon = modeMarks[mode];
  const title = words(`mode-${mode}`);
  return (
    <span className={faceClasses.badge} data-tone="quiet" role="img" aria-label={title} title={title}>
      <Icon size={16} aria-hidden="true" />
    </span>
  );
}

/** A node on the canvas. */
export const PipelineNode = memo(function PipelineNode({ data, selected }: NodeProps<PipelineFlowNode>) {
  const { node, idle } = data;
  const text = useText();
  const spec = useCatalogue().get(node.kind);
  const run = useNodeRun(node.id);
  const changed = useIsChanged(node.id);
  const problem = useProblemOf(node.id);
  const level = useZoomLevel();
  const title = node.label ?? (spec ? text(spec.title) : node.kind);
  return (
    <div
      className={classes.node}
      data-level={level}
      data-category={spec?.category}
      data-state={run?.state}
      data-changed={changed || undefined}
      data-idle={idle || undefined}
      data-mode={node.mode}
      data-selected={selected || undefined}
      data-problem={problem ? true : undefined}
      data-failed={run?.state === 'failed' || undefined}
      data-node={node.id}
      style={spec && ({ '--face-height': `${faceHeight(spec)}px` } as CSSProperties)}
    >
      {spec && (level === 'near' ? <Ports node={node.id} spec={spec} run={run} /> : <Anchors spec={spec} />)}
      {level === 'map' ? undefined : level === 'far' ? (
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
            {node.mode && <ModeMark mode={node.mode} />}
            {node.stop && <StopMark rules={node.stop} />}
            {problem && !run && (
              <span className={faceClasses.badge} data-tone="warn">
                <IconAlertTriangle size={18} aria-hidden="true" />
              </span>
            )}
            {changed && <ChangedMark />}
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
