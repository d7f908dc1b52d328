import { useEffect } from 'react';
import { useSearchParams } from 'wouter';
import type { MakeContext } from '../commands/commandContext.ts';
import { goToNode } from './goCommands.ts';

/** A link to one thing on the canvas, `?at=ppo`, selects it and brings it into view when the pipeline is opened. */
export function useThingInAddress(make: MakeContext): void {
  const [search, setSearch] = useSearchParams();
  const at = search.get('at');
  useEffect(() => {
    if (at === null) return;
    const context = make();
    const { nodes, notes, groups } = context.store.getState().history.present;
    if ([...nodes, ...notes, ...groups].some(({ id }) => id === at))
      requestAnimationFrame(() => goToNode(context, at));
    setSearch(
      (before) => {
        const after = new URLSearchParams(before);
        after.delete('at');
        return after;
      },
      { replace: true },
    );
  }, [at, make, setSearch]);
}
