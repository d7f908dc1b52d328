import type { AppRouter } from '@heed/runner/router';
import type { inferRouterOutputs } from '@trpc/server';

/** What the runner expects a run to take. */
export type Preflight = inferRouterOutputs<AppRouter>['runs']['preflight'];

const KEY = 'heed.preflight.quiet';

/** Did somebody ask in this browser to start runs without a word, whatever the warnings? */
export function isQuiet(): boolean {
  return localStorage.getItem(KEY) === 'true';
}

export function setQuiet(quiet: boolean): void {
  if (quiet) localStorage.setItem(KEY, 'true');
  else localStorage.removeItem(KEY);
}

/** Is there something to know before the run starts? */
export function asksFirst({ problems, warnings }: Preflight): boolean {
  return problems.length > 0 || (warnings.length > 0 && !isQuiet());
}

/** How much memory the most demanding node takes, with the shortest texts and with the longest ones there can be. */
export function memoryNeed({ nodes }: Pick<Preflight, 'nodes'>): { least: number; most: number } | undefined {
  const known = nodes.flatMap(({ memory }) => (memory ? [memory] : []));
  if (known.length === 0) return undefined;
  return {
    least: Math.max(...known.map(({ least }) => least)),
    most: Math.max(...known.map(({ most }) => most)),
  };
}
