import { notifications } from '@mantine/notifications';
import { useReactFlow } from '@xyflow/react';
import { useEffect } from 'react';
import { middleOfCanvas } from '../commands/target.ts';
import { isBusyElsewhere } from '../commands/useShortcuts.ts';
import { type Clip, copy, parseClip, paste } from './store/clipboard.ts';
import { type Point, remove } from './store/edits.ts';
import type { GraphStore } from './store/graphStore.ts';
import { useCatalogue, useGraphStoreApi } from './store/useGraphStore.ts';
import { useCanvasWords } from './words.ts';

function middleOf(clip: Clip): Point {
  const places = [...clip.nodes, ...clip.notes].map(({ position }) => position);
  const middle = (values: number[]) => (Math.min(...values) + Math.max(...values)) / 2;
  return { x: middle(places.map(({ x }) => x)), y: middle(places.map(({ y }) => y)) };
}

/** Adds a clip to the graph in one step and selects what was added. */
export function insertClip(store: GraphStore, clip: Clip, offset: Point): void {
  const { history, edit, select } = store.getState();
  const pasted = paste(history.present, clip, offset);
  edit(() => pasted.graph);
  select({ items: new Set(pasted.ids), wires: new Set() });
}

/** Copy, cut and paste go over the system's clipboard as JSON. */
export function useClipboard(): void {
  const store = useGraphStoreApi();
  const words = useCanvasWords();
  const flow = useReactFlow();
  const catalogue = useCatalogue();
  useEffect(() => {
    let pointer: { x: number; y: number } | undefined;
    const onPointerMove = ({ target, clientX: x, clientY: y }: PointerEvent) => {
      pointer = target instanceof Element && target.closest('.react-flow__pane') ? { x, y } : undefined;
    };
    /** Under the pointer where that is over the canvas, else in the middle. */
    const pasteAt = () => (pointer ? flow.screenToFlowPosition(pointer) : middleOfCanvas(flow));
    const onCopy = (event: ClipboardEvent) => {
      const { selection, history, edit } = store.getState();
      if (isBusyElsewhere(event.target) || selection.items.size === 0) return;
      if (window.getSelection()?.toString()) return;
      event.clipboardData?.setData(
        'text/plain',
        JSON.stringify(copy(history.present, selection.items), null, 2),
      );
      event.preventDefault();
      if (event.type === 'cut') edit((graph) => remove(graph, selection.items, selection.wires));
      else notifications.show({ message: words('copied', { count: selection.items.size }), autoClose: 1500 });
    };
    const onPaste = (event: ClipboardEvent) => {
      if (isBusyElsewhere(event.target)) return;
      const clip = parseClip(event.clipboardData?.getData('text/plain') ?? '', catalogue);
      if (!clip || clip.nodes.length + clip.notes.length === 0) return;
      const [goal, from] = [pasteAt(), middleOf(clip)];
      insertClip(store, clip, { x: goal.x - from.x, y: goal.y - from.y });
      event.preventDefault();
    };
    document.addEventListener('pointermove', onPointerMove);
    document.addEventListener('copy', onCopy);
    document.addEventListener('cut', onCopy);
    document.addEventListener('paste', onPaste);
    return () => {
      document.removeEventListener('pointermove', onPointerMove);
      document.removeEventListener('copy', onCopy);
      document.removeEventListener('cut', onCopy);
      document.removeEventListener('paste', onPaste);
    };
  }, [store, words, flow, catalogue]);
}
