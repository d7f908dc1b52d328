import type { EventPayload, RunEvent } from '@heed/schema';
import { emptyGraph } from '@heed/schema';
import { describe, expect, it } from 'vitest';
import { applyEvent } from './liveEvents.ts';
import {
  applyCurves,
  applySnapshot,
  isResting,
  type LiveRun,
  startLiveRun,
  storedCurves,
} from './liveRun.ts';
import type { NodeRunView, RunView } from './view.ts';

const node = (id: string, more: Partial<NodeRunView> = {}): NodeRunView => ({
  node: id,
  kind: id,
  state: 'queued',
  attempt: 0,
  fraction: 0,
  outputs: {},
  results: {},
  ...more,
});

const snapshot = (more: Partial<RunView> = {}): RunView => ({
  id: 'r1',
  graphId: 'g1',
  graphName: 'Weather',
  state: 'queued',
  createdAt: 1000,
  graph: emptyGraph('Weather'),
  lastSeq: 10,
  nodes: [node('sft'), node('ppo')],
  ...more,
});

const event = (seq: number, payload: EventPayload, run = 'r1'): RunEvent => ({
  seq,
  run,
  at: 1000 + seq,
  payload,
});

const after = (events: readonly RunEvent[], from: LiveRun = startLiveRun(snapshot())) =>
  events.reduce(applyEvent, from);

const running = event(11, { type: 'node-state', node: 'ppo', state: 'running', attempt: 1 });

describe('applyEvent', () => {
  it('ignores events already applied and events of other runs', () => {
    const view = startLiveRun(snapshot());
    expect(applyEvent(view, event(10, { type: 'run-state', state: 'failed' }))).toBe(view);
    expect(applyEvent(view, event(12, { type: 'run-state', state: 'failed' }, 'r2'))).toBe(view);
  });

  it('gives the same view when a reconnect repeats events', () => {
    const events = [
      running,
      event(12, { type: 'metrics', node: 'ppo', points: [{ step: 1, values: { reward: 0.1 } }] }),
      event(13, { type: 'log', node: 'ppo', level: 'info', text: 'update 1' }),
    ];
    expect(after([...events, ...events])).toEqual(after(events));
  });

  it('follows a run from start to end with its times', () => {
    const view = after([
      event(11, { type: 'run-state', state: 'running' }),
      event(12, { type: 'run-state', state: 'waiting_human' }),
      event(13, { type: 'run-state', state: 'running' }),
      event(14, { type: 'run-state', state: 'succeeded' }),
    ]);
    expect(view.run).toMatchObject({ state: 'succeeded', startedAt: 1011, finishedAt: 1014 });
    expect(view.lastSeq).toBe(14);
  });

  it('keeps progress of a node and forgets it when the node is tried again', () => {
    const half = after([
      running,
      event(12, { type: 'progress', node: 'ppo', fraction: 0.5, message: 'update 5 of 10', secondsLeft: 30 }),
    ]);
    expect(half.run.nodes[1]).toMatchObject({ fraction: 0.5, message: 'update 5 of 10', startedAt: 1011 });
    const again = after([event(13, { type: 'node-state', node: 'ppo', state: 'running', attempt: 2 })], half);
    expect(again.run.nodes[1]).toMatchObject({ attempt: 2, fraction: 0, startedAt: 1013 });
    expect(again.run.nodes[1]?.message).toBeUndefined();
  });

  it('records success, where it came from, outputs and labeling progress', () => {
    const view = after([
      event(11, { type: 'output', node: 'sft', port: 'model', artifact: 'abc' }),
      event(12, {
        type: 'node-state',
        node: 'sft',
        state: 'succeeded',
        attempt: 0,
        cache: { hit: true, fromRun: 'r0' },
      }),
      event(13, { type: 'labeling', node: 'ppo', done: 2, total: 8 }),
    ]);
    expect(view.run.nodes[0]).toMatchObject({
      state: 'succeeded',
      fraction: 1,
      finishedAt: 1012,
      outputs: { model: 'abc' },
      cache: { hit: true, fromRun: 'r0' },
    });
    expect(view.run.nodes[1]?.labeling).toEqual({ done: 2, total: 8 });
  });

  it('knows where a node computes and why not elsewhere', () => {
    const rejected = [{ device: 'cuda' as const, reason: { en: 'there is no card', zh: '没有显卡' } }];
    const use = { device: 'cpu' as const, threads: 2, rejected };
    const view = after([running, event(12, { type: 'device', node: 'ppo', ...use })]);
    expect(view.run.nodes[1]?.device).toEqual(use);
  });

  it('keeps what stop rules did to a node', () => {
    const rule = { metric: 'kl', test: 'above', value: 5, action: 'pause' } as const;
    const fired = { rule, step: 7, value: 6, message: { en: 'Paused.', zh: '已暂停。' } };
    const view = after([running, event(12, { type: 'stop-rule', node: 'ppo', ...fired })]);
    expect(view.run.nodes[1]?.stopped).toEqual([fired]);
  });

  it('shows the failed sentence of a node and of the run', () => {
    const error = { en: 'Line 3 is broken.', zh: '第 3 行有误。' };
    const view = after([
      event(11, { type: 'node-state', node: 'sft', state: 'failed', attempt: 1, error }),
      event(12, { type: 'run-state', state: 'failed', error }),
    ]);
    expect(view.run.nodes[0]?.error).toEqual(error);
    expect(view.run.error).toEqual(error);
  });

  it('changes only the node that the event names', () => {
    const before = startLiveRun(snapshot());
    expect(applyEvent(before, running).run.nodes[0]).toBe(before.run.nodes[0]);
  });
});

describe('isResting', () => {
  it('tells a node that stopped with its run from one that has not begun', () => {
    const paused = { state: 'paused' } as const;
    const begun = node('ppo', { state: 'queued', startedAt: 1 });
    expect([begun, node('ppo', { state: 'queued' })].map((one) => isResting(paused, one))).toEqual([
      true,
      false,
    ]);
    expect(isResting({ state: 'running' }, begun)).toBe(false);
  });
});

describe('applySnapshot', () => {
  it('takes a newer snapshot whole and keeps curves', () => {
    const view = after([
      event(11, { type: 'metrics', node: 'ppo', points: [{ step: 1, values: { reward: 1 } }] }),
    ]);
    const next = applySnapshot(view, snapshot({ lastSeq: 20, state: 'succeeded' }));
    expect(next).toMatchObject({ lastSeq: 20, run: { state: 'succeeded' } });
    expect(next.curves.ppo?.reward?.values).toEqual([1]);
  });

  it('counts on lines of logs among the events that a newer one stands for', () => {
    const view = after([event(11, { type: 'metrics', node: 'ppo', points: [] })]);
    expect(applySnapshot(view, snapshot({ lastSeq: 11 })).logged).toBe(view.logged);
    const first = applySnapshot(view, snapshot({ lastSeq: 20 }));
    const second = applySnapshot(first, snapshot({ lastSeq: 21 }));
    expect([first.logged, second.logged]).toEqual([
      { sft: 1, ppo: 1 },
      { sft: 2, ppo: 2 },
    ]);
  });

  it('takes only the results of an older one', () => {
    const view = after([running]);
    const older = snapshot({ nodes: [node('sft', { results: { loss: 2 } }), node('ppo')] });
    const next = applySnapshot(view, older);
    expect(next.run.nodes[0]?.results).toEqual({ loss: 2 });
    expect(next.run.nodes[1]?.state).toBe('running');
    expect(next.lastSeq).toBe(11);
  });
});

/** The reward of PPO at some steps, as high as the step. */
const rewards = (seq: number, ...steps: number[]) =>
  event(seq, {
    type: 'metrics',
    node: 'ppo',
    points: steps.map((step) => ({ step, values: { reward: step } })),
  });
const line = (...steps: number[]) => ({ reward: { steps, values: steps } });
const ppo = (missed = 0) => ({ run: 'r1', node: 'ppo', missed });

describe('applyCurves', () => {
  it('puts stored points under live ones', () => {
    const view = applyCurves(after([rewards(11, 3)]), ppo(), line(1, 2, 3));
    expect(view.curves.ppo).toEqual(line(1, 2, 3));
  });

  it('closes the gap of what a newer snapshot stands for', () => {
    const live = after([running, rewards(12, 1, 2)]);
    const later = snapshot({
      lastSeq: 20,
      nodes: [node('sft'), node('ppo', { state: 'running', attempt: 1 })],
    });
    const view = after([rewards(21, 6)], applySnapshot(live, later));
    expect(view.curves.ppo).toEqual(line(1, 2, 6));
    expect(applyCurves(view, ppo(1), line(1, 2, 3, 4, 5)).curves.ppo).toEqual(line(1, 2, 3, 4, 5, 6));
  });

  it('drops a reading that was overtaken, and those of other runs', () => {
    const view = applySnapshot(after([rewards(11, 1, 2)]), snapshot({ lastSeq: 20 }));
    expect(applyCurves(view, ppo(), line(1))).toBe(view);
    expect(applyCurves(view, { ...ppo(1), run: 'r2' }, line(1))).toBe(view);
  });
});

describe('storedCurves', () => {
  it('are read of nodes that have begun, and anew of those that went on unheard', () => {
    const [sft, ppo] = [node('sft', { state: 'succeeded', attempt: 1 }), node('ppo', { state: 'running' })];
    const live = startLiveRun(snapshot({ nodes: [sft, ppo, node('evaluate')] }));
    const wanted = (view: LiveRun) => storedCurves(view).map(({ node, missed }) => [node, missed]);
    expect(wanted(live)).toEqual([
      ['sft', 0],
      ['ppo', 0],
    ]);
    const later = applySnapshot(
      live,
      snapshot({ lastSeq: 20, nodes: [sft, { ...ppo, state: 'succeeded' }] }),
    );
    expect(wanted(later)).toEqual([
      ['sft', 0],
      ['ppo', 1],
    ]);
    const retried = snapshot({
      lastSeq: 30,
      nodes: [
        { ...sft, attempt: 2 },
        { ...ppo, state: 'succeeded' },
      ],
    });
    expect(wanted(applySnapshot(later, retried))).toEqual([
      ['sft', 1],
      ['ppo', 1],
    ]);
  });
});
