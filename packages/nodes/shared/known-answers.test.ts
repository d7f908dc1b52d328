import { expect, test } from 'vitest';
import { checkKnown, qualitiesOf } from './known-answers.ts';

const three = ['red', 'green', 'blue'];
const of = (cell: unknown, answers: readonly string[] = three) => qualitiesOf(cell, answers, 'gold');

test('the right one of several answers is named by its text, its place or its letter', () => {
  expect(of('green')).toEqual([0, 1, 0]);
  expect(of(' green ')).toEqual([0, 1, 0]);
  expect(of(3)).toEqual([0, 0, 1]);
  expect(of('3')).toEqual([0, 0, 1]);
  expect(of('a')).toEqual([1, 0, 0]);
  expect(of('2', ['2', '1'])).toEqual([1, 0]);
});

test('all can be equally good, or each have a number, also as CSV writes a list', () => {
  expect(of('tie')).toEqual([1, 1, 1]);
  expect(of('平局')).toEqual([1, 1, 1]);
  expect(of([3, null, 1])).toEqual([3, null, 1]);
  expect(of('[3, 2, 1]')).toEqual([3, 2, 1]);
  expect(of('')).toEqual([null, null, null]);
  expect(of(undefined)).toEqual([null, null, null]);
});

test('of a single answer it is a number, a yes or no, or the right answer itself', () => {
  for (const [cell, quality] of [
    [4, 4],
    ['4.5', 4.5],
    [true, 1],
    ['false', 0],
    ['red', 1],
    ['green', 0],
  ] as const)
    expect(of(cell, ['red'])).toEqual([quality]);
});

test('what names none of the answers is refused with the line', () => {
  for (const cell of ['yellow', 4, 0, 'd'])
    expect(() => of(cell)).toThrow(/in "gold", which is neither one of its 3 answers nor a place among them/);
  expect(() => of([1, 2])).toThrow('needs a number for each of its 3 answers in "gold"');
});

test('a column that says nothing, or names an answer that is not there, is refused', () => {
  const where = { file: 'a.csv', goldColumn: 'gold' };
  const rows = (...gold: (number | null)[]) => gold.map((one) => ({ prompt: 'Which?', gold: one }));
  expect(() => checkKnown(rows(null, null), where)).toThrow('No line of a.csv says in the column "gold"');
  expect(() => checkKnown(rows(0, 0), where)).toThrow('In a.csv, none of the answers to "Which?" is right');
  expect(() => checkKnown(rows(0, 1, null), where)).not.toThrow();
  expect(() => checkKnown(rows(0), where)).not.toThrow();
});
