import { defineNode, field, text } from '@heed/schema';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { parseOnce } from './parseOnce.ts';
import { kinds } from './testKinds.ts';

let checks = 0;
const words = text('x', '某');
const counting = defineNode({
  ...{ kind: 'counting', version: 1, category: 'model' as const, title: words, summary: words },
  ...{ inputs: {}, outputs: {}, metrics: {} },
  config: z.object({
    size: field(
      z.number().refine((size) => {
        checks++;
        return size > 0;
      }),
      { title: words, help: words },
    ),
  }),
});
const node = (id: string, config: Record<string, unknown>) => ({
  ...{ id, kind: 'counting', version: 1, position: { x: 0, y: 0 } },
  config,
});

test('a node that was moved or copied is not checked again, an edited one is', () => {
  const first = node('a', { size: 1 });
  parseOnce(counting, first);
  parseOnce(counting, first);
  parseOnce(counting, { ...first, position: { x: 8, y: 0 } });
  parseOnce(counting, { ...first, id: 'b' });
  expect(checks).toBe(1);
  parseOnce(counting, node('a', { size: 2 }));
  expect(checks).toBe(2);
});

test('a fault names the node that has it, and a config speaks for its own kind only', () => {
  const config = { size: -1 };
  const found = (id: string) => parseOnce(counting, node(id, config)).problems.map((problem) => problem.node);
  expect([found('a'), found('b')]).toEqual([['a'], ['b']]);
  const good = { size: 3 };
  expect(parseOnce(counting, node('a', good)).problems).toEqual([]);
  expect(parseOnce(kinds.model, { ...node('m', good), kind: 'model' }).problems).toHaveLength(1);
});
