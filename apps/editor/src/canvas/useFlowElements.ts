import type { Catalogue, Graph } from '@heed/schema';
import { applyNodeChanges, type EdgeChange, type NodeChange } from '@xyflow/react';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useText } from '../i18n/language.ts';
import { afterPaint } from './afterPaint.ts';
import { type FlowEdge, type FlowNames, type FlowNode, flowEdges, flowNodes } from './flow.ts';
import { groupView } from './groupView.ts';
import { useLeaving, withLeaving } from './leaving.ts';
import { copy } from './store/clipboard.ts';
import { move, type Point } from './store/edits.ts';
import type { GraphStore } from './store/graphStore.ts';
import { idleNodes } from './store/indexes.ts';
import { useCatalogue, useGraphStoreApi, useProblems } from './store/useGraphStore.ts';
import { useAltKey } from './useAltKey.ts';
import { insertClip } from './useClipboard.ts';
import { useCanvasWords } from './words.ts';

function useFlowNames(): FlowNames {
  const words = useCanvasWords();
  const text = useText();
  return useMemo(
    () => ({
      node: (node, spec) =>
        words(node.mode ? `nodeName-${node.mode}` : 'nodeName', {
          title: node.label ?? (spec ? text(spec.title) : node.kind),
          id: node.id,
        }),
      group: ({ title, id, nodes }) => words('groupName', { title: title || id, count: nodes.length }),
      note: ({ text: note }) => words('noteName', { text: note.slice(0, 80) }),
      wire: (from, to) => words('wireName', { from, to }),
    }),
    [words, text],
  );
}

/** The set of ids after some were selected and others not. */
function withChanges(
  ids: ReadonlySet<string>,
  changes: readonly { id: string; selected: boolean }[],
): Set<string> {
  const next = new Set(ids);
  for (const { id, selected } of changes) {
    if (selected) next.add(id);
    else next.delete(id);
  }
  return next;
}

/** The changes with those of the members of groups that move: they go along. */
function withMembers(
  changes: NodeChange<FlowNode>[],
  graph: Graph,
  catalogue: Catalogue,
): NodeChange<FlowNode>[] {
  const { drawings } = groupView(graph, catalogue);
  if (drawings.length === 0) return changes;
  const things = new Map([...graph.nodes, ...graph.notes].map((one) => [one.id, one.position]));
  const moves = changes.flatMap((change): NodeChange<FlowNode>[] => {
    if (change.type !== 'position' || !change.position) return [];
    const drawing = drawings.find(({ group }) => group.id === change.id);
    const [x, y] = [change.position.x - (drawing?.at.x ?? 0), change.position.y - (drawing?.at.y ?? 0)];
    return (drawing?.group.nodes ?? []).flatMap((id) => {
      const from = things.get(id);
      return from ? [{ ...change, id, position: { x: from.x + x, y: from.y + y } }] : [];
    });
  });
  return [...changes, ...moves];
}

/** What is drawn of the graph, anew whenever that or the selection changes. */
function useDrawn<Item>(draw: (before: readonly Item[]) => Item[]) {
  const store = useGraphStoreApi();
  const [items, setItems] = useState(() => draw([]));
  useEffect(() => {
    const drawAgain = () => setItems(draw);
    const drawSoon = afterPaint(drawAgain);
    drawAgain();
    return store.subscribe(({ history, selection }, before) => {
      if (selection !== before.selection) drawAgain();
      // what is being typed shows where it is typed first
      else if (history.present !== before.history.present) (history.last ? drawSoon : drawAgain)();
    });
  }, [store, draw]);
  return [items, setItems] as const;
}

/** Nodes and wires as React Flow takes them; those that look as before keep their objects, and so do the lists. */
function useDrawing() {
  const catalogue = useCatalogue();
  const problems = useProblems();
  const names = useFlowNames();
  const store = useGraphStoreApi();
  const drawNodes = useCallback(
    (before: readonly FlowNode[]) => {
      const { history, selection } = store.getState();
      const idle = idleNodes(history.present, catalogue);
      return withLeaving(before, flowNodes(history.present, catalogue, selection, names, idle, before));
    },
    [store, catalogue, names],
  );
  const drawEdges = useCallback(
    (before: readonly FlowEdge[]) => {
      const { history, selection } = store.getState();
      const wrong = new Set(problems.flatMap(({ edge }) => (edge === undefined ? [] : [edge])));
      const looks = { wrong, idle: idleNodes(history.present, catalogue) };
      return flowEdges(history.present, catalogue, selection, names, looks, before);
    },
    [store, catalogue, names, problems],
  );
  const [nodes, setNodes] = useDrawn(drawNodes);
  const [edges] = useDrawn(drawEdges);
  useLeaving(nodes, setNodes);
  return { nodes, setNodes, edges };
}

/** What was dragged with the Alt key stays where it was, and copies of it stand where it was let go. */
function dropCopies(store: GraphStore, places: ReadonlyMap<string, Point>): void {
  const { nodes, notes } = store.getState().history.present;
  const [first] = [...nodes, ...notes].filter(({ id }) => places.has(id));
  const to = first && places.get(first.id);
  if (!to) return;
  const offset = { x: to.x - first.position.x, y: to.y - first.position.y };
  insertClip(store, copy(store.getState().history.present, new Set(places.keys())), offset);
}

/**
 * React Flow's view of the graph. While nodes are being dragged their places are React Flow's own; when they are
 * let go the graph takes them over in one step.
 */
export function useFlowElements() {
  const catalogue = useCatalogue();
  const store = useGraphStoreApi();
  const { nodes, setNodes, edges } = useDrawing();

  /** Each drag is a step of its own, a burst of arrow keys is one together. */
  const dragging = useRef(false);
  const alt = useAltKey();
  const onNodesChange = useCallback(
    (changes: NodeChange<FlowNode>[]) => {
      const { present } = store.getState().history;
      const shown = withMembers(changes, present, catalogue).filter(
        ({ type }) => type === 'position' || type === 'dimensions',
      );
      if (shown.length > 0) setNodes((previous) => applyNodeChanges(shown, previous));
      const { select, selection: selected, edit } = store.getState();
      const chosen = changes.filter((change) => change.type === 'select');
      if (chosen.length > 0) select({ items: withChanges(selected.items, chosen) });
      const places = new Map<string, Point>();
      for (const change of shown)
        if (change.type === 'position' && change.position && !change.dragging)
          places.set(change.id, change.position);
      const dragged = dragging.current;
      dragging.current = changes.some((change) => change.type === 'position' && change.dragging);
      const key = dragged ? undefined : `move ${[...places.keys()].join(' ')}`;
      if (places.size === 0) return;
      if (dragged && alt.current) dropCopies(store, places);
      else edit((current) => move(current, places), key);
    },
    [store, catalogue, setNodes, alt],
  );
  const onEdgesChange = useCallback(
    (changes: EdgeChange<FlowEdge>[]) => {
      const { select, selection: selected } = store.getState();
      const chosen = changes.filter((change) => change.type === 'select');
      if (chosen.length > 0) select({ wires: withChanges(selected.wires, chosen) });
    },
    [store],
  );
  return { nodes, edges, onNodesChange, onEdgesChange };
}
