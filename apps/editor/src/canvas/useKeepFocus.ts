import { useEffect } from 'react';
import { focusCanvas, focusThing, isFocusLost } from './focus.ts';
import { boxesOf } from './groupView.ts';
import type { Point } from './store/edits.ts';
import { wireOf } from './store/splice.ts';
import { useCatalogue, useGraphStoreApi } from './store/useGraphStore.ts';

/** Long enough for what was removed to be gone from the page. */
const AFTER_DRAWING_MS = 30;

function nearest(places: Iterable<Point & { id: string }>, to: Point): string | undefined {
  let best: { id: string; far: number } | undefined;
  for (const { id, x, y } of places) {
    const far = Math.hypot(x - to.x, y - to.y);
    if (!best || far < best.far) best = { id, far };
  }
  return best?.id;
}

/**
 * Keeps the focus on the canvas when what had it is deleted, undone or put into a closed group: it goes to what is
 * selected now, else to what lies nearest.
 */
export function useKeepFocus(): void {
  const store = useGraphStoreApi();
  const catalogue = useCatalogue();
  useEffect(() => {
    let last: string | undefined;
    const onFocusIn = ({ target }: FocusEvent) => {
      const thing = (target as Element).closest('.react-flow__node, .react-flow__edge');
      last = thing?.getAttribute('data-id') ?? undefined;
    };
    const unsubscribe = store.subscribe(({ history: { present } }, { history: before }) => {
      if (present === before.present || last === undefined) return;
      const boxes = boxesOf(before.present, catalogue);
      const wire = wireOf(before.present, last);
      const group = before.present.groups.find(({ id }) => id === last);
      const at = boxes.get(wire?.from.node ?? group?.nodes[0] ?? last) ?? { x: 0, y: 0 };
      setTimeout(() => {
        if (!isFocusLost()) return;
        const { selection, history } = store.getState();
        const [chosen] = [...selection.items, ...selection.wires];
        const next = chosen ?? nearest(boxesOf(history.present, catalogue).values(), at);
        if (next === undefined) focusCanvas();
        else focusThing(next);
      }, AFTER_DRAWING_MS);
    });
    document.addEventListener('focusin', onFocusIn);
    return () => {
      document.removeEventListener('focusin', onFocusIn);
      unsubscribe();
    };
  }, [store, catalogue]);
}
