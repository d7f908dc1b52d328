import { expect, test } from 'vitest';
import { curvesCsv } from './csv.ts';

test('curves become a table with a column each, empty where there is no point', () => {
  const table = curvesCsv([
    { name: 'loss', curve: { steps: [1, 2], values: [0.5, 0.25] } },
    { name: 'reward, mean', curve: { steps: [2, 3], values: [1, 1e-9] } },
  ]);
  expect(table.split('\r\n')).toEqual(['step,loss,"reward, mean"', '1,0.5,', '2,0.25,1', '3,,1e-9']);
});

test('no curve is a table of its head', () => {
  expect(curvesCsv([])).toBe('step');
});
