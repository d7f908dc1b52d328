import { expect, test } from 'vitest';
import { groupVersions, type VersionLine } from './grouping.ts';

const minute = 60_000;
let revision = 100;
const saved = (minutes: number, author = 'Ada', mark: Partial<VersionLine> = {}): VersionLine => ({
  ...{ revision: revision--, name: null, restores: null, author, savedAt: minutes * minute },
  ...mark,
});

/** Groups as the minutes of their saves. */
function minutes(versions: readonly VersionLine[]): number[][] {
  return groupVersions(versions).map(({ lines }) => lines.map(({ savedAt }) => savedAt / minute));
}

test('saves of one person in quick succession are one line', () => {
  expect(minutes([saved(30), saved(25), saved(17), saved(3), saved(2)])).toEqual([
    [30, 25, 17],
    [3, 2],
  ]);
});

test('another person begins another line, also in between', () => {
  expect(minutes([saved(5), saved(4, 'Bo'), saved(3)])).toEqual([[5], [4], [3]]);
});

test('a named version begins a line, so that it is seen; a restored one stands alone', () => {
  const versions = [
    saved(9),
    saved(8, 'Ada', { name: 'Paper' }),
    saved(7),
    saved(6, 'Ada', { restores: 1 }),
    saved(5),
  ];
  expect(minutes(versions)).toEqual([[9], [8, 7], [6], [5]]);
});
