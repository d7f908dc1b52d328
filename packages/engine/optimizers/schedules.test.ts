import { expect, test } from 'vitest';
import { learningRateAt, type Schedule } from './schedules.ts';

const rates = (schedule: Schedule, steps: number[]) => steps.map((step) => learningRateAt(schedule, step));

test('rises linearly during the warm-up', () => {
  const schedule: Schedule = { kind: 'constant', learningRate: 1, warmupSteps: 4, totalSteps: 10 };
  expect(rates(schedule, [0, 1, 2, 3, 4, 9, 50])).toEqual([0.25, 0.5, 0.75, 1, 1, 1, 1]);
});

test('falls linearly or along a cosine to 0', () => {
  const base = { learningRate: 2, warmupSteps: 0, totalSteps: 10 };
  expect(rates({ ...base, kind: 'linear' }, [0, 5, 10, 20])).toEqual([2, 1, 0, 0]);
  expect(rates({ ...base, kind: 'cosine' }, [0, 10, 20])).toEqual([2, 0, 0]);
  expect(learningRateAt({ ...base, kind: 'cosine' }, 5)).toBeCloseTo(1, 12);
});
