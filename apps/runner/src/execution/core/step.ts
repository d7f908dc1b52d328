import type { Localized } from '@heed/schema';
import { Draft, untroubled } from './draft.ts';
import { activeStates, type NodeRecord, processStates } from './node-record.ts';
import { runnerStopped, whyLost } from './reasons.ts';
import { settle } from './settle.ts';
import type { PauseReason, Place, SchedulerEvent, SchedulerState, Step } from './state.ts';

type EventOf<Type extends SchedulerEvent['type']> = Extract<SchedulerEvent, { type: Type }>;
type Handlers = { [Type in SchedulerEvent['type']]: (draft: Draft, event: EventOf<Type>) => void };

/** The record an event speaks of, unless it comes from an earlier lease or in another state. */
function current(draft: Draft, place: Place, ...states: NodeRecord['state'][]): NodeRecord | undefined {
  const record = draft.run(place.run)?.nodes.get(place.node);
  return record?.fence === place.fence && states.includes(record.state) ? record : undefined;
}

const handlers: Handlers = {
  submit(draft, { run, nodes }) {
    const fresh = { state: 'queued', attempt: 1, fence: 0, losses: 0, stops: 0, heardAt: draft.now } as const;
    const records = nodes.map(({ node, needs, slot }): [string, NodeRecord] => [
      node,
      { ...fresh, needs, slot },
    ]);
    draft.add(run, { state: 'queued', nodes: new Map(records) });
  },

  restore(draft, { runs, resume }) {
    for (const { run, record } of runs) {
      draft.add(run, record);
      for (const [node, { state }] of record.nodes) restoreNode(draft, run, node, state);
      if (['queued', 'running'].includes(record.state) && !resume) draft.moveRun(run, 'interrupted');
      if (record.state === 'interrupted' && resume) draft.moveRun(run, 'running');
    }
  },

  resolved(draft, { place, hit, details }) {
    if (!current(draft, place, 'leased')) return;
    const times = { heardAt: draft.now, killAt: draft.now + draft.state.startMs };
    draft.move(place.run, place.node, hit ? 'succeeded' : 'starting', details, times);
    if (!hit) draft.effects.push({ type: 'spawn', place });
  },

  started(draft, { place, process }) {
    const record = current(draft, place, 'starting');
    if (!record) return;
    const killAt = record.halting ? record.killAt : undefined;
    draft.move(place.run, place.node, 'running', { process }, { heardAt: draft.now, killAt });
  },

  heard(draft, { place }) {
    const record = current(draft, place, 'starting', 'running');
    if (record) draft.set(place.run, place.node, { heardAt: draft.now });
  },

  saved(draft, { place }) {
    const record = current(draft, place, 'running');
    if (!record?.losses && !record?.stops) return;
    draft.set(place.run, place.node, { losses: 0, stops: 0 });
    draft.effects.push({ type: 'forgive', place });
  },

  returned(draft, { place }) {
    if (current(draft, place, 'running')) {
      draft.move(place.run, place.node, 'publishing');
      draft.effects.push({ type: 'publish', place });
    } else if (current(draft, place, 'cancelling')) draft.effects.push({ type: 'end', place });
  },

  published(draft, { place, details }) {
    if (current(draft, place, 'publishing')) draft.move(place.run, place.node, 'succeeded', details);
    if (current(draft, place, 'cancelling')) draft.move(place.run, place.node, 'cancelled');
    draft.effects.push({ type: 'end', place });
  },

  failed(draft, { place, error }) {
    if (current(draft, place, 'leased', 'starting', 'running', 'publishing'))
      draft.fail(place.run, place.node, error);
    draft.effects.push({ type: 'end', place });
  },

  full(draft, { place, error }) {
    if (current(draft, place, 'leased', 'starting', 'running', 'publishing')) {
      draft.move(place.run, place.node, 'queued', {}, untroubled);
      pauseRun(draft, place.run, 'disk-full', error);
    }
    draft.effects.push({ type: 'end', place });
  },

  asked(draft, { place }) {
    if (current(draft, place, 'running')) draft.move(place.run, place.node, 'waiting_human');
    draft.effects.push({ type: 'end', place });
  },

  answered(draft, { run, node }) {
    if (draft.run(run)?.nodes.get(node)?.state === 'waiting_human') draft.move(run, node, 'queued');
  },

  exited(draft, { place, error }) {
    if (current(draft, place, 'cancelling')) draft.move(place.run, place.node, 'cancelled');
    const record = current(draft, place, 'starting', 'running');
    if (!record) return;
    if (draft.state.stopping || record.halting) draft.move(place.run, place.node, 'queued', {}, untroubled);
    else draft.lose(place.run, place.node, whyLost(draft.state, place.node, record.fault) ?? error);
  },

  cancel(draft, { run }) {
    const record = draft.run(run);
    if (!record || record.state === 'cancelling') return;
    draft.moveRun(run, 'cancelling');
    for (const [node, { state, fence }] of record.nodes) {
      const running = state !== 'leased' && activeStates.has(state);
      if (running) draft.move(run, node, 'cancelling', {}, { killAt: draft.now + draft.state.graceMs });
      if (processStates.has(state)) draft.effects.push({ type: 'abort', place: { run, node, fence } });
      if (['queued', 'leased', 'waiting_human'].includes(state)) draft.move(run, node, 'cancelled');
    }
  },

  pause(draft, { run, reason, error }) {
    pauseRun(draft, run, reason, error);
  },

  resume(draft, { run, later }) {
    if (draft.run(run)?.state === 'paused') draft.moveRun(run, later ? 'interrupted' : 'running');
  },

  stop(draft) {
    draft.state.stopping = true;
    for (const run of draft.runIds) haltRun(draft, run);
  },

  tick(draft) {
    const { tickedAt, leaseMs } = draft.state;
    const wasAsleep = draft.now - tickedAt > leaseMs / 2;
    draft.state.tickedAt = draft.now;
    for (const run of draft.runIds) watchRun(draft, run, wasAsleep);
  },
};

/** Whatever was under way died with the runner. */
function restoreNode(draft: Draft, run: string, node: string, state: NodeRecord['state']): void {
  if (state === 'leased') draft.move(run, node, 'queued');
  if (state === 'cancelling') draft.move(run, node, 'cancelled');
  if (state === 'starting' || state === 'running' || state === 'publishing')
    draft.lose(run, node, runnerStopped(node), 'stops');
}

/** Only a run that would go on by itself can be paused. */
const pausableStates: ReadonlySet<string> = new Set(['queued', 'running', 'waiting_human', 'interrupted']);

function pauseRun(draft: Draft, run: string, pause: PauseReason, error?: Localized): void {
  if (!pausableStates.has(draft.run(run)?.state ?? '')) return;
  draft.moveRun(run, 'paused', { pause, error });
  haltRun(draft, run);
}

/** Has the processes of a run save and end; what is being published is published. */
function haltRun(draft: Draft, run: string): void {
  for (const [node, { state, fence, halting }] of draft.run(run)?.nodes ?? []) {
    if (state === 'leased') draft.move(run, node, 'queued');
    if (!processStates.has(state) || halting) continue;
    draft.set(run, node, { halting: true, killAt: draft.now + draft.state.stopMs });
    draft.effects.push({ type: 'abort', place: { run, node, fence } });
  }
}

/** Ends processes that were asked to end and did not, that fell silent, and that do not come to their work. */
function watchRun(draft: Draft, run: string, wasAsleep: boolean): void {
  const scheduled = draft.peek(run);
  if (!scheduled?.index.some(watchedStates)) return;
  for (const [node, record] of scheduled.nodes) {
    if (!watchedStates.has(record.state)) continue;
    if (wasAsleep) draft.set(run, node, { heardAt: draft.now });
    const silent = !wasAsleep && draft.now - record.heardAt > draft.state.leaseMs;
    const overdue = record.killAt !== undefined && draft.now >= record.killAt;
    if (!silent && !overdue) continue;
    const fault = silent ? 'silent' : record.state === 'starting' ? 'never-started' : undefined;
    draft.set(run, node, { heardAt: draft.now, killAt: undefined, fault });
    draft.effects.push({ type: 'end', place: { run, node, fence: record.fence } });
  }
}

const watchedStates: ReadonlySet<NodeRecord['state']> = new Set([...processStates, 'cancelling']);

/** Takes in one event: what it changes by itself, and what may start or has ended with it. */
export function apply(draft: Draft, event: SchedulerEvent): void {
  (handlers[event.type] as (draft: Draft, event: SchedulerEvent) => void)(draft, event);
  settle(draft);
}

/** The scheduler: pure, so that a test can drive it through any history. `now` never goes back. */
export function step(state: SchedulerState, event: SchedulerEvent, now: number): Step {
  const draft = new Draft(state, now);
  apply(draft, event);
  return { state: draft.finish(), effects: draft.effects };
}
