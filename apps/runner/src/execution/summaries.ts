import type { RunSummary } from '../api/views.ts';
import type { RunRow } from './attempts.ts';
import type { RunPart } from './parts.ts';

/** A run in a list of runs. */
export function summarize(run: RunRow, graphName: string): RunSummary {
  const { id, graph: graphId, state, createdAt, startedAt, finishedAt, pause, part } = run;
  return {
    ...{ id, graphId, graphName, state, createdAt },
    startedAt: startedAt ?? undefined,
    finishedAt: finishedAt ?? undefined,
    pause: pause ?? undefined,
    part: shownPart(part),
  };
}

function shownPart(part: RunPart | null): RunSummary['part'] {
  const { to, from, failureOf } = part ?? {};
  return to === undefined && from === undefined && !failureOf ? undefined : { to, from, failureOf };
}
