import { endpointName } from '@heed/schema';
import { useCallback } from 'react';
import { useText } from '../i18n/language.ts';
import type { Landing } from './store/wiring.ts';
import { useCanvasWords } from './words.ts';

/** What is to be known before a wire ends at a port; undefined where there is nothing to know. */
export function useLandingWords(): (landing: Landing) => string | undefined {
  const words = useCanvasWords();
  const text = useText();
  return useCallback(
    (landing) => {
      if (landing.kind === 'taken') return words('replacesWire', { from: endpointName(landing.from) });
      return landing.kind === 'differs' ? text(landing.problem.message) : undefined;
    },
    [words, text],
  );
}
