import { readFile } from 'node:fs/promises';
import { expect } from 'vitest';
import { z } from 'zod';

/** The settings of AdamW that a recording was made with. */
export const recordedOptimizer = z.object({
  beta1: z.number(),
  beta2: z.number(),
  epsilon: z.number(),
  weightDecay: z.number(),
  clipNorm: z.number(),
});

/** The learning rate's way in a recording. */
export const recordedSchedule = z.object({
  kind: z.literal('cosine'),
  learningRate: z.number(),
  warmupSteps: z.number(),
  totalSteps: z.number(),
});

/** The content of a recorded JSON file. */
export async function readValues<Schema extends z.ZodType>(
  file: string,
  schema: Schema,
): Promise<z.infer<Schema>> {
  return schema.parse(JSON.parse(await readFile(file, 'utf8')));
}

/** The largest |a − b| between two lists of equal length; NaN when any is NaN. */
export function largestDifference(actual: ArrayLike<number>, expected: ArrayLike<number>): number {
  expect(actual.length).toBe(expected.length);
  let largest = 0;
  for (let i = 0; i < actual.length; i++) {
    const difference = Math.abs((actual[i] as number) - (expected[i] as number));
    if (Number.isNaN(difference)) return Number.NaN;
    largest = Math.max(largest, difference);
  }
  return largest;
}

/** ‖a − b‖ / ‖b‖. */
export function relativeDifference(actual: ArrayLike<number>, expected: ArrayLike<number>): number {
  expect(actual.length).toBe(expected.length);
  let difference = 0;
  let size = 0;
  for (let i = 0; i < actual.length; i++) {
    difference += ((actual[i] as number) - (expected[i] as number)) ** 2;
    size += (expected[i] as number) ** 2;
  }
  return Math.sqrt(difference / size);
}
