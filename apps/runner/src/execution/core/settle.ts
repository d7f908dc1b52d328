import { finalRunStates, type RunState } from '@heed/schema';
import { type Draft, untroubled } from './draft.ts';
import { activeStates, finalNodeStates, type SlotKind } from './node-record.ts';
import type { ScheduledRun, Slots } from './state.ts';

/** After an event: ends runs that are done, starts what may start, and says what each run is doing. */
export function settle(draft: Draft): void {
  if (!draft.state.stopping) leaseReady(draft);
  for (const id of draft.runIds) settleRun(draft, id);
}

const leasingStates: ReadonlySet<RunState> = new Set(['queued', 'running', 'waiting_human']);

/** Gives free slots to ready nodes: oldest run first, then the order of the plan. */
function leaseReady(draft: Draft): void {
  const free = freeSlots(draft);
  for (const id of draft.runIds) {
    const run = draft.peek(id);
    if (!run?.index.hasReady || !leasingStates.has(run.state)) continue;
    for (const node of run.index.ready()) {
      if (free.cpu <= 0 && free.gpu <= 0) return;
      const record = run.nodes.get(node);
      if (!record || !fits(free, record.slot)) continue;
      take(free, record.slot, 1);
      lease(draft, id, node, record.fence);
    }
  }
}

function freeSlots(draft: Draft): Slots {
  const free = { ...draft.state.slots };
  for (const { index } of draft.runs)
    for (const slot of ['cpu', 'training', 'gpu'] as const) take(free, slot, index.active(slot));
  return free;
}

function fits(free: Slots, slot: SlotKind): boolean {
  if (slot === 'gpu') return free.gpu > 0;
  return free.cpu > 0 && (slot === 'cpu' || free.training > 0);
}

/** Training takes one of the CPU's slots too. */
function take(free: Slots, slot: SlotKind, count: number): void {
  free[slot] -= count;
  if (slot === 'training') free.cpu -= count;
}

function lease(draft: Draft, run: string, node: string, fence: number): void {
  draft.move(run, node, 'leased', {}, { ...untroubled, fence: fence + 1, heardAt: draft.now });
  draft.moveRun(run, 'running');
  draft.effects.push({ type: 'look-up', place: { run, node, fence: fence + 1 } });
}

function settleRun(draft: Draft, id: string): void {
  const run = draft.peek(id);
  if (!run) return;
  const next = outcome(draft, run);
  if (next && next !== run.state) draft.moveRun(id, next, next === 'failed' ? { error: run.error } : {});
  if (finalRunStates.has(draft.peek(id)?.state ?? 'queued')) draft.remove(id);
}

/** What a run's nodes say about it; undefined where it should stay as it is. */
function outcome(draft: Draft, { state, index }: ScheduledRun): RunState | undefined {
  if (index.every(finalNodeStates)) {
    if (state === 'cancelling') return 'cancelled';
    return index.some(['failed', 'skipped']) ? 'failed' : 'succeeded';
  }
  if (state !== 'running' || index.some(activeStates)) return undefined;
  if (index.hasReady) return draft.state.stopping ? 'interrupted' : undefined;
  return index.some(['waiting_human']) ? 'waiting_human' : undefined;
}
