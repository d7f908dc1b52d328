import { expect, test } from 'vitest';
import { runLabels } from './runLabels.ts';

test('runs go by their time, and those of one minute by their id as well', () => {
  const minute = (at: number) => `12:0${Math.floor(at / 60)}`;
  const runs = [
    { id: 'aaaaaaaa1', createdAt: 10 },
    { id: 'bbbbbbbb2', createdAt: 50 },
    { id: 'cccccccc3', createdAt: 70 },
  ];
  expect([...runLabels(runs, minute).values()]).toEqual([
    '12:00 \u00b7 aaaaaa',
    '12:00 \u00b7 bbbbbb',
    '12:01',
  ]);
});
