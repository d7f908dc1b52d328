import { expect, test } from 'vitest';
import { lastPage, logText, marked, withNewer, withOlder } from './logs.ts';

function page(more: boolean, ...ids: number[]) {
  const line = (id: number) =>
    ({ id, node: 'sft', attempt: 1, at: id * 1000, level: 'info', text: `line ${id}` }) as const;
  return { lines: ids.map(line), total: 9, more };
}

test('pages before and after what was read join without a gap and without a repeat', () => {
  let log = lastPage(page(true, 4, 5));
  log = withOlder(log, page(false, 2, 3, 4));
  log = withNewer(log, page(false, 5, 6));
  expect(log.lines.map(({ id }) => id)).toEqual([2, 3, 4, 5, 6]);
  expect(log.hasOlder).toBe(false);
});

test('a log that was empty grows at its end', () => {
  const log = withNewer(lastPage(page(false)), page(false, 1, 2));
  expect(log.lines.map(({ id }) => id)).toEqual([1, 2]);
});

test('a log as text has a line each', () => {
  expect(logText(page(false, 1).lines, 'en')).toBe('1970-01-01T00:00:01.000Z info line 1');
  const both = [{ at: 1000, level: 'warn', node: 'sft', text: { en: 'Resumed.', zh: '已继续。' } }] as const;
  expect(logText(both, 'zh')).toBe('1970-01-01T00:00:01.000Z warn 已继续。');
  expect(logText(both, 'en', () => 'Tune')).toBe('1970-01-01T00:00:01.000Z warn [Tune] Resumed.');
});

test('what was searched for is marked wherever a line holds it', () => {
  expect(marked('Loss 3, loss 2', 'LOSS')).toEqual([
    { text: 'Loss', hit: true },
    { text: ' 3, ', hit: false },
    { text: 'loss', hit: true },
    { text: ' 2', hit: false },
  ]);
  expect(marked('奖励 0.3', '奖励')[0]).toEqual({ text: '奖励', hit: true });
  expect(marked('nothing', '')).toEqual([{ text: 'nothing', hit: false }]);
});
