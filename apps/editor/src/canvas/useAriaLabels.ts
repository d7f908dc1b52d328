import { useMemo } from 'react';
import type { Point } from './store/edits.ts';
import { useGraphStore } from './store/useGraphStore.ts';
import { useCanvasWords } from './words.ts';

/** What React Flow says to screen readers, in the language of the page. */
export function useAriaLabels() {
  const words = useCanvasWords();
  const mayEdit = useGraphStore((state) => state.mayEdit);
  return useMemo(
    () => ({
      'node.a11yDescription.default': words(mayEdit ? 'howNode' : 'howLook'),
      'node.a11yDescription.keyboardDisabled': words(mayEdit ? 'howNode' : 'howLook'),
      'node.a11yDescription.ariaLiveMessage': ({ x, y }: Point) => words('moved', { x, y }),
      'edge.a11yDescription.default': words(mayEdit ? 'howWire' : 'howLook'),
    }),
    [words, mayEdit],
  );
}
