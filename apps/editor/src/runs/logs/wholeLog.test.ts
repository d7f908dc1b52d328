import { expect, test } from 'vitest';
import { readWholeLog } from './wholeLog.ts';

const line = (id: number) =>
  ({ id, node: 'sft', attempt: 1, at: id, level: 'info', text: `line ${id}` }) as const;

test('a log is read from end to end, page after page', async () => {
  const asked: number[] = [];
  const shares: number[] = [];
  const pages = [[3, 4], [7, 9], [12]];
  const lines = await readWholeLog(
    async ({ after }) => {
      asked.push(after);
      const page = pages.shift() ?? [];
      return { lines: page.map(line), total: 5, more: pages.length > 0 };
    },
    (share) => shares.push(share),
  );
  expect(lines.map(({ id }) => id)).toEqual([3, 4, 7, 9, 12]);
  expect([asked, shares]).toEqual([
    [0, 4, 9],
    [0.4, 0.8, 1],
  ]);
});

test('a log without a line is read at once', async () => {
  expect(
    await readWholeLog(
      async () => ({ lines: [], total: 0, more: false }),
      () => {},
    ),
  ).toEqual([]);
});
