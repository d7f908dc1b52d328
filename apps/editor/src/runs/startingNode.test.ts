import type { NodeState } from '@heed/schema';
import { describe, expect, it } from 'vitest';
import { startingNode as choose } from './startingNode.ts';

const startingNode = (list: Parameters<typeof choose>[0]) => choose(list, (kind) => kind === 'evaluate');
const nodes = (...states: NodeState[]) =>
  states.map((state, index) => ({
    node: `n${index}`,
    kind: 'sft',
    state,
    attempt: 1,
    fraction: 0,
    outputs: {},
    results: {},
  }));

describe('startingNode', () => {
  it('shows what needs attention first', () => {
    expect(startingNode(nodes('succeeded', 'running', 'failed'))).toBe('n2');
    expect(startingNode(nodes('running', 'waiting_human', 'queued'))).toBe('n1');
    expect(startingNode(nodes('succeeded', 'running', 'queued'))).toBe('n1');
  });

  it('shows the last result of a run that is done, and the first node of one that has not begun', () => {
    expect(startingNode(nodes('succeeded', 'succeeded'))).toBe('n1');
    expect(startingNode(nodes('queued', 'queued'))).toBe('n0');
    expect(startingNode([])).toBeUndefined();
  });

  it('stays at the node that was at work when the run was cancelled', () => {
    const [done, stopped, never] = nodes('succeeded', 'cancelled', 'cancelled');
    if (!done || !stopped || !never) throw new Error('three nodes were made');
    expect(startingNode([done, never, { ...stopped, startedAt: 1 }])).toBe('n1');
    expect(startingNode(nodes('succeeded', 'cancelling'))).toBe('n1');
  });

  it('shows the node that rests while the run is paused', () => {
    const [done, resting, never] = nodes('succeeded', 'queued', 'queued');
    if (!done || !resting || !never) throw new Error('three nodes were made');
    expect(startingNode([done, never, { ...resting, startedAt: 1 }])).toBe('n1');
  });

  it('prefers the evaluation once all is done', () => {
    const [first, second, third] = nodes('succeeded', 'succeeded', 'succeeded');
    if (!first || !second || !third) throw new Error('three nodes were made');
    expect(startingNode([first, { ...second, kind: 'evaluate' }, third])).toBe('n1');
  });
});
