import { type FieldDescription, type GraphNode, text } from '@heed/schema';
import { expect, test } from 'vitest';
import { findFields, sharedValue } from './sharedValues.ts';

const field: FieldDescription = {
  ...{ name: 'epochs', title: text('Epochs', '轮数'), help: text('Passes over data.', '遍历次数。') },
  ...{ type: 'integer', default: 2, required: false },
};
const node = (id: string, config: Record<string, unknown> = {}): GraphNode => ({
  ...{ id, kind: 'sft', version: 1, position: { x: 0, y: 0 }, config },
});

test('nodes share a value where all have it, be it as the default', () => {
  expect(sharedValue([node('a'), node('b', { epochs: 2 })], field)).toEqual({
    ...{ value: 2, overridden: true, differing: undefined },
  });
  expect(sharedValue([node('a'), node('b', { epochs: 5 })], field).differing).toEqual([2, 5]);
  expect(sharedValue([node('a')], field).overridden).toBe(false);
});

test('fields are found by name, title and help, in either language', () => {
  const found = (wanted: string) => findFields([field], wanted).length;
  expect(['', 'EPOCH', '轮数', 'passes data', '遍历'].map(found)).toEqual([1, 1, 1, 1, 1]);
  expect(['rate', 'epochs rate'].map(found)).toEqual([0, 0]);
});
