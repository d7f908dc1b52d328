import '@xyflow/react/dist/style.css';
import type { GraphNode, Localized } from '@heed/schema';
import {
  Background,
  Controls,
  type Edge,
  Handle,
  type Node,
  type NodeProps,
  Position,
  ReactFlow,
} from '@xyflow/react';
import { useMemo } from 'react';
import { KindIcon } from '../canvas/categories.tsx';
import { nameOnly } from '../canvas/flow.ts';
import { nodeSize } from '../canvas/nodeGeometry.ts';
import { useText } from '../i18n/language.ts';
import { useMarks } from '../i18n/marks.ts';
import { specOf } from '../runs/nodeNames.ts';
import classes from './Compare.module.css';
import type { Change, OverlaidNode, Overlay } from './overlay.ts';
import { placeApart } from './placeApart.ts';
import { useCompareWords } from './words.ts';

/** What became of the node, in words too. */
type DiffFlowNode = Node<{ overlaid: OverlaidNode; said: string }, 'diff'>;

const nodeTypes = { diff: DiffNode };

interface DiffCanvasProps {
  overlay: Overlay;
  /** Are the two graphs those of two runs, or an earlier version and the pipeline now? */
  of: 'runs' | 'versions';
  /** Called with a changed node that somebody presses. */
  onNode?(id: string): void;
}

/** Two versions of a pipeline in one picture: what was added, what is gone, what is set otherwise. Read-only. */
export default function DiffCanvas({ overlay, of, onNode }: DiffCanvasProps) {
  const words = useCompareWords();
  const { listed } = useMarks();
  const text = useText();
  const nodes = useMemo(() => {
    const places = placeApart(overlay.nodes, sizeOf);
    return overlay.nodes.map((overlaid): DiffFlowNode => {
      const { node, change, fields } = overlaid;
      const said = words(wordOf(change, of), { count: fields.length });
      return {
        id: node.id,
        type: 'diff',
        position: places.get(node.id) ?? node.position,
        data: { overlaid, said },
        ...sizeOf(node),
        domAttributes: nameOnly,
        ariaLabel: listed(titleOf(node, text), said),
      };
    });
  }, [overlay, of, text, words, listed]);
  const edges = useMemo(
    () =>
      edgesOf(overlay, (from, to, change) =>
        listed(words('wire', { from, to }), words(wordOf(change, of), { count: 0 })),
      ),
    [overlay, of, words, listed],
  );
  const labels = useMemo(
    () => ({
      'controls.ariaLabel': words('controls'),
      'controls.zoomIn.ariaLabel': words('zoomIn'),
      'controls.zoomOut.ariaLabel': words('zoomOut'),
      'controls.fitView.ariaLabel': words('fit'),
    }),
    [words],
  );
  return (
    <div className={classes.canvas}>
      <ReactFlow
        nodes={nodes}
        edges={edges}
        nodeTypes={nodeTypes}
        ariaLabelConfig={labels}
        fitView
        fitViewOptions={{ padding: 0.08, maxZoom: 1 }}
        minZoom={0.05}
        nodesDraggable={false}
        nodesConnectable={false}
        edgesFocusable={false}
        deleteKeyCode={null}
        preventScrolling={false}
        zoomOnScroll={false}
        onNodeClick={(_, { id }) => onNode?.(id)}
        proOptions={{ hideAttribution: true }}
      >
        <Background color="var(--heed-line)" />
        <Controls showInteractive={false} />
      </ReactFlow>
    </div>
  );
}

function sizeOf({ kind }: GraphNode) {
  return nodeSize(specOf(kind) ?? { inputs: {}, outputs: {} });
}

/** Which words say what became of a node or a wire. */
function wordOf(change: Change, of: DiffCanvasProps['of']) {
  const isOneSided = change === 'added' || change === 'removed';
  return of === 'versions' && isOneSided ? (`${change}Since` as const) : change;
}

function titleOf({ label, kind }: GraphNode, text: (value: Localized) => string): string {
  const title = specOf(kind)?.title;
  return label ?? (title ? text(title) : kind);
}

function edgesOf(
  { wires }: Overlay,
  name: (from: string, to: string, change: Overlay['wires'][number]['change']) => string,
): Edge[] {
  return wires.map(({ from, to, change }) => ({
    id: `${change} ${from.node}.${from.port} ${to.node}.${to.port}`,
    source: from.node,
    target: to.node,
    focusable: false,
    domAttributes: nameOnly,
    ariaLabel: name(`${from.node}.${from.port}`, `${to.node}.${to.port}`, change),
    className: classes.wire,
    data: { change },
    style: {
      stroke: change === 'same' ? 'var(--heed-quiet)' : `var(--heed-${change === 'added' ? 'good' : 'bad'})`,
    },
  }));
}

function DiffNode({ data: { overlaid, said } }: NodeProps<DiffFlowNode>) {
  const text = useText();
  const { node, change } = overlaid;
  const spec = specOf(node.kind);
  return (
    <div className={classes.node} data-change={change}>
      <Handle type="target" position={Position.Left} isConnectable={false} className={classes.handle} />
      <p className={classes.nodeTitle}>
        {spec && <KindIcon spec={spec} size={22} />}
        <span>{titleOf(node, text)}</span>
      </p>
      <p className={classes.nodeChange}>{said}</p>
      <Handle type="source" position={Position.Right} isConnectable={false} className={classes.handle} />
    </div>
  );
}
