import { expect, test } from 'vitest';
import type { FlowNode } from './flow.ts';
import { withLeaving } from './leaving.ts';

function list(count: number): FlowNode[] {
  return Array.from({ length: count }, (_, index) => ({ id: `n${index}` }) as FlowNode);
}

test('of many nodes those that go are hidden first', () => {
  const before = list(200);
  const next = before.slice(3);
  const hidden = withLeaving(before, next).filter((node) => node.hidden);
  expect(hidden.map(({ id }) => id)).toEqual(['n0', 'n1', 'n2']);
});

test('what is hidden stays so when it is drawn once more before it is gone', () => {
  const before = list(200);
  const next = before.slice(3);
  const once = withLeaving(before, next);
  expect(withLeaving(once, next)).toEqual(once);
});

test('of a few nodes those that go simply go, since all of them are drawn at all times', () => {
  const before = list(20);
  expect(withLeaving(before, before.slice(3))).toHaveLength(17);
});
