import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NonFiniteError, restoreRandom } from '@heed/engine';
import { type Message, messageIn, NodeError } from '@heed/schema';
import { readTable } from '@heed/tables';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { TestCheckpoints } from '../../testing/index.ts';
import { cursorSchema, remaining } from './cursor.ts';
import { exactJson, exactNumber, parseExactJson } from './exact-json.ts';
import { openCheckpoint } from './node-checkpoint.ts';
import { rowsPart, shownRowsPart } from './parts.ts';
import { randomStateSchema } from './random-state.ts';

const folder = await mkdtemp(join(tmpdir(), 'heed-node-checkpoint-'));
afterAll(() => rm(folder, { recursive: true }));

/** A node's surroundings with checkpoints of their own, saved after the steps of `saveAt`. */
function surroundings(name: string, ...saveAt: number[]) {
  const logs: string[] = [];
  return {
    logs,
    nodeId: 'tune',
    checkpoint: new TestCheckpoints(join(folder, name), (step) => saveAt.includes(step)),
    log: (_: string, line: Message) => void logs.push(messageIn(line, 'en')),
  };
}

describe('the state of a node', () => {
  test('comes back with its rows, and the log says from where', async () => {
    const context = surroundings('rows', 2);
    const rowSchema = z.object({ text: z.string(), value: z.number() });
    const schema = z.object({ done: z.int() });
    const rows: z.infer<typeof rowSchema>[] = [];
    const first = await openCheckpoint(context, schema, 3);
    await first.attach(rowsPart('rows', rowSchema, rows));
    expect(first.saved).toBeUndefined();
    for (const step of [1, 2, 3]) {
      rows.push({ text: `第${step}`, value: -0 });
      await first.keep(step, { done: step });
    }
    const again: typeof rows = [];
    const second = await openCheckpoint(context, schema, 3);
    await second.attach(rowsPart('rows', rowSchema, again));
    expect(second.saved).toEqual({ done: 2 });
    expect(again).toEqual(rows.slice(0, 2));
    expect(context.logs).toEqual(['Resumed from step 2 of 3.']);
  });

  test('shows after each step the rows that no checkpoint holds yet', async () => {
    const context = surroundings('shown', 2);
    const rowSchema = z.object({ value: z.number() });
    const rows: z.infer<typeof rowSchema>[] = [];
    const checkpoint = await openCheckpoint(context, z.object({}), 4);
    await checkpoint.attach(shownRowsPart('rows', rowSchema, rows));
    const shown: unknown[] = [];
    for (const step of [1, 2, 3, 4]) {
      rows.push({ value: step });
      await checkpoint.keep(step, {});
      const file = join(context.checkpoint.shown, 'rows.parquet');
      shown.push(existsSync(file) ? (await readTable(file)).map(({ value }) => value) : 'nothing');
    }
    expect(shown).toEqual([[1], 'nothing', [3], [3, 4]]);
  });

  test('is JSON that gives every number back, whatever its sign or size', () => {
    const numbers = fc.oneof(fc.double(), fc.constantFrom(-0, Number.NaN, Number.POSITIVE_INFINITY));
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.array(numbers)), (value) => {
        const plain = { ...value };
        expect(parseExactJson(exactJson(plain))).toEqual(plain);
      }),
    );
    expect(exactNumber.safeParse(Number.NaN).success).toBe(true);
    expect(exactNumber.safeParse('1').success).toBe(false);
  });

  test('holds positions of random streams, and refuses other things', () => {
    const state = { key: 'k', words: [1, 2, 3, 4], spareNormal: null };
    expect(restoreRandom(randomStateSchema.parse(state)).uint32()).toBe(11520);
    expect(randomStateSchema.safeParse({ ...state, words: [1, 2, 3] }).success).toBe(false);
  });
});

describe('a cursor', () => {
  const batches = ['a', 'b', 'c'];
  const from = (epoch: number, start: z.infer<typeof cursorSchema>) => [...remaining(batches, epoch, start)];

  test('goes through what is left of its epoch and all of the next', () => {
    expect(from(1, { epoch: 1, batch: 1 })).toEqual([
      ['b', { epoch: 1, batch: 2 }],
      ['c', { epoch: 1, batch: 3 }],
    ]);
    expect(from(1, { epoch: 1, batch: 3 })).toEqual([]);
    expect(from(2, { epoch: 1, batch: 3 }).map(([batch]) => batch)).toEqual(batches);
  });

  test('takes up anywhere what it would have done without a break', () => {
    const whole = [0, 1, 2].flatMap((epoch) => from(epoch, { epoch: 0, batch: 0 }));
    for (const [place, [, cursor]] of whole.entries()) {
      const rest = [0, 1, 2].slice(cursor.epoch).flatMap((epoch) => from(epoch, cursor));
      expect(rest).toEqual(whole.slice(place + 1));
    }
  });
});

describe('a loss that is not a number', () => {
  const failure = () => Promise.reject(new NonFiniteError(7, Number.NaN, Number.POSITIVE_INFINITY));

  test('stops the node with the step, both numbers and what is left, in both languages', async () => {
    const context = surroundings('broken', 1);
    const checkpoint = await openCheckpoint(context, cursorSchema, 40);
    await checkpoint.keep(6, { epoch: 0, batch: 6 });
    const error = await checkpoint.guard(7, failure()).catch((one) => one);
    expect(error).toBeInstanceOf(NodeError);
    expect(error.localized.en).toBe(
      'Step 7 of 40 at node "tune" gave loss NaN and gradient norm Infinity; lower the learning rate or look at the data of this step. The checkpoint of step 6 is kept.',
    );
    expect(error.localized.zh).toContain('第 7 步（共 40 步）得到损失 NaN、梯度范数 Infinity；');
    expect(error.localized.zh).toContain('第 6 步的检查点已保留。');
    const later = await openCheckpoint(context, cursorSchema, 40);
    expect(later.saved).toEqual({ epoch: 0, batch: 6 });
    await expect(later.guard(7, failure())).rejects.toThrow('The checkpoint of step 6 is kept.');
  });

  test('says nothing of checkpoints where there is none, and lets other errors pass', async () => {
    const checkpoint = await openCheckpoint(surroundings('none'), cursorSchema, 40);
    await expect(checkpoint.guard(7, failure())).rejects.toThrow(/look at the data of this step\.$/);
    await expect(checkpoint.guard(7, Promise.reject(new Error('other')))).rejects.toThrow(/^other$/);
  });
});
