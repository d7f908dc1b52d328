import type { ReactFlowInstance } from '@xyflow/react';
import type { Point } from '../canvas/store/edits.ts';
import { nothing, type Selection } from '../canvas/store/graphStore.ts';

/** The node, note or wire that has the focus. */
export function focusedThing(): Selection {
  const focus = document.activeElement;
  const id = focus?.getAttribute('data-id');
  if (!focus?.matches('.react-flow__node, .react-flow__edge') || !id) return nothing;
  const ids = new Set([id]);
  return focus.classList.contains('react-flow__edge')
    ? { items: new Set(), wires: ids }
    : { items: ids, wires: new Set() };
}

/** The middle of the canvas as it is seen now. */
export function middleOfCanvas(flow: ReactFlowInstance): Point {
  const box = document.querySelector('.react-flow')?.getBoundingClientRect();
  if (!box) return { x: 0, y: 0 };
  return flow.screenToFlowPosition({ x: box.left + box.width / 2, y: box.top + box.height / 2 });
}
