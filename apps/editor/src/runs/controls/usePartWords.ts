import type { RunSummary } from '../view.ts';
import { useControlWords } from './words.ts';

/**
 * `part(run)`: which part of its pipeline a run was asked for, empty for all of it; `pause(run)`: why it rests. Nodes go
 * by their ids where nobody says what they are called.
 */
export function usePartWords(nameOf: (node: string) => string = (node) => node) {
  const words = useControlWords();
  return {
    part: ({ part }: Pick<RunSummary, 'part'>): string => {
      const { to, from, failureOf } = part ?? {};
      return [
        failureOf && words('partFailure'),
        from !== undefined && words('partFrom', { node: nameOf(from) }),
        to !== undefined && words('partTo', { node: nameOf(to) }),
      ]
        .filter(Boolean)
        .join(' · ');
    },
    pause: ({ state, pause }: Pick<RunSummary, 'state' | 'pause'>): string =>
      state === 'paused' && pause ? words(`pausedBy_${pause}`) : '',
  };
}
