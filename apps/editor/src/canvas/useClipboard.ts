import { notifications } from '@mantine/notifications';
import { useCallback, useEffect } from 'react';
import { type Clip, copy, parseClip, paste } from './store/clipboard.ts';
import { GRID, type Point, remove } from './store/edits.ts';
import { useGraphStoreApi } from './store/useGraphStore.ts';
import { useCanvasMiddle } from './Toolbar.tsx';
import { isBusyElsewhere } from './useShortcuts.ts';
import { useCanvasWords } from './words.ts';

/** A duplicate stands this far right and below of its original. */
const SHIFT = 4 * GRID;

function middleOf(clip: Clip): Point {
  const places = [...clip.nodes, ...clip.notes].map(({ position }) => position);
  const middle = (values: number[]) => (Math.min(...values) + Math.max(...values)) / 2;
  return { x: middle(places.map(({ x }) => x)), y: middle(places.map(({ y }) => y)) };
}

/** Copy, cut and paste go over the system's clipboard as JSON; `duplicate` does not touch it. */
export function useClipboard(): { duplicate: () => void } {
  const store = useGraphStoreApi();
  const words = useCanvasWords();
  const canvasMiddle = useCanvasMiddle();
  const insert = useCallback(
    (clip: Clip, offset: Point) => {
      const { history, edit, select } = store.getState();
      const pasted = paste(history.present, clip, offset);
      edit(() => pasted.graph);
      select({ items: new Set(pasted.ids), wires: new Set() });
    },
    [store],
  );
  useEffect(() => {
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
      const clip = parseClip(event.clipboardData?.getData('text/plain') ?? '');
      if (!clip || clip.nodes.length + clip.notes.length === 0) return;
      const [goal, from] = [canvasMiddle(), middleOf(clip)];
      insert(clip, { x: goal.x - from.x, y: goal.y - from.y });
      event.preventDefault();
    };
    document.addEventListener('copy', onCopy);
    document.addEventListener('cut', onCopy);
    document.addEventListener('paste', onPaste);
    return () => {
      document.removeEventListener('copy', onCopy);
      document.removeEventListener('cut', onCopy);
      document.removeEventListener('paste', onPaste);
    };
  }, [store, words, canvasMiddle, insert]);
  const duplicate = () => {
    const { history, selection } = store.getState();
    if (selection.items.size > 0) insert(copy(history.present, selection.items), { x: SHIFT, y: SHIFT });
  };
  return { duplicate };
}
