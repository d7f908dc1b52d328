import { type Dispatch, type SetStateAction, useEffect } from 'react';
import type { FlowNode } from './flow.ts';

/** From this many nodes on, only those in view are drawn. */
const MANY_NODES = 120;

/** Is it so many things that only those in view are drawn? */
export function isMany(count: number): boolean {
  return count > MANY_NODES;
}

function hide(node: FlowNode): FlowNode {
  return node.hidden ? node : { ...node, hidden: true };
}

/**
 * The new list with those that go hidden in it. While a node is on the page React Flow asks for it at every change, and
 * where it is gone throws and catches an error, which takes longer than all else about deleting 500 of them. What is
 * hidden is not on the page any more, where only what is in view is drawn.
 */
export function withLeaving(before: readonly FlowNode[], next: FlowNode[]): FlowNode[] {
  if (next === before || !isMany(before.length)) return next;
  const staying = new Set(next.map(({ id }) => id));
  const leaving = before.filter(({ id }) => !staying.has(id));
  return leaving.length > 0 ? [...next, ...leaving.map(hide)] : next;
}

/** Takes what was hidden out of the list, once it is off the page. */
export function useLeaving(nodes: readonly FlowNode[], setNodes: Dispatch<SetStateAction<FlowNode[]>>): void {
  useEffect(() => {
    if (nodes.some(({ hidden }) => hidden)) setNodes((now) => now.filter(({ hidden }) => !hidden));
  }, [nodes, setNodes]);
}
