import { finalRunStates, type RunState } from '@heed/schema';
import type { Draft } from './draft.ts';
import { activeStates, finalNodeStates, type NodeRecord, type RunRecord } from './state.ts';

/** After an event: ends runs that are done, starts what may start, and says what each run is doing. */
export function settle(draft: Draft): void {
  if (!draft.state.stopping) leaseReady(draft);
  for (const id of draft.runIds) settleRun(draft, id);
}

function isReady(run: RunRecord, record: NodeRecord): boolean {
  return (
    record.state === 'queued' && record.needs.every((need) => run.nodes.get(need)?.state === 'succeeded')
  );
}

const leasingStates: ReadonlySet<RunState> = new Set(['queued', 'running', 'waiting_human']);

/** Gives free slots to ready nodes: oldest run first, then the order of the plan. */
function leaseReady(draft: Draft): void {
  let free = draft.state.slots - draft.runIds.reduce((sum, id) => sum + countActive(draft, id), 0);
  for (const id of draft.runIds) {
    if (free <= 0) return;
    const run = draft.peek(id);
    if (!run || !leasingStates.has(run.state)) continue;
    for (const [node, record] of run.nodes) {
      if (free <= 0) break;
      if (!isReady(run, record)) continue;
      free--;
      lease(draft, id, node, record.fence);
    }
  }
}

function lease(draft: Draft, run: string, node: string, fence: number): void {
  draft.move(run, node, 'leased', {}, { fence: fence + 1, killAt: undefined, heardAt: draft.now });
  draft.moveRun(run, 'running');
  draft.effects.push({ type: 'look-up', place: { run, node, fence: fence + 1 } });
}

function countActive(draft: Draft, id: string): number {
  let active = 0;
  for (const { state } of draft.peek(id)?.nodes.values() ?? []) if (activeStates.has(state)) active++;
  return active;
}

function settleRun(draft: Draft, id: string): void {
  const run = draft.peek(id);
  if (!run) return;
  const next = outcome(draft, run);
  if (next && next !== run.state) draft.moveRun(id, next, next === 'failed' ? run.error : undefined);
  if (finalRunStates.has(draft.peek(id)?.state ?? 'queued')) draft.remove(id);
}

/** What a run's nodes say about it; undefined where it should stay as it is. */
function outcome(draft: Draft, run: RunRecord): RunState | undefined {
  const records = [...run.nodes.values()];
  const states = new Set(records.map(({ state }) => state));
  if ([...states].every((state) => finalNodeStates.has(state))) {
    if (run.state === 'cancelling') return 'cancelled';
    return states.has('failed') || states.has('skipped') ? 'failed' : 'succeeded';
  }
  const active = [...states].some((state) => activeStates.has(state));
  if (run.state !== 'running' || active) return undefined;
  if (records.some((record) => isReady(run, record))) return draft.state.stopping ? 'interrupted' : undefined;
  return states.has('waiting_human') ? 'waiting_human' : undefined;
}
