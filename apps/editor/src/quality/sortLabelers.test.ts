import { expect, test } from 'vitest';
import { shownColumns, sortLabelers } from './sortLabelers.ts';
import type { LabelerView } from './view.ts';

const labeler = (name: string, judgements: number, agreement: number | null): LabelerView => ({
  ...{ labeler: name, kind: 'person', judgements, medianMs: null, tooFast: null, first: null },
  ...{ consistency: null, gold: null, skill: null, position: null },
  agreement: agreement === null ? null : { value: agreement, low: 0, high: 1, count: 9 },
});

const three = [labeler('bo', 3, 0.5), labeler('ada', 5, null), labeler('cy', 4, 0.9)];
const names = (list: readonly LabelerView[]) => list.map(({ labeler: name }) => name);

test('labelers are sorted by any column, and those without a number stay last', () => {
  expect(names(sortLabelers(three, { by: 'agreement', descending: true }))).toEqual(['cy', 'bo', 'ada']);
  expect(names(sortLabelers(three, { by: 'agreement', descending: false }))).toEqual(['bo', 'cy', 'ada']);
  expect(names(sortLabelers(three, { by: 'labeler', descending: false }))).toEqual(['ada', 'bo', 'cy']);
  expect(names(three)).toEqual(['bo', 'ada', 'cy']);
});

test('columns of which nothing is known are left out', () => {
  expect(shownColumns(three)).toEqual(['judgements', 'agreement']);
});
