import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type History, redo, startHistory, step, undo } from './history.ts';

test('undo goes back and redo forth again', () => {
  const history = step(step(startHistory('a'), 'b'), 'c');
  expect(undo(history).present).toBe('b');
  expect(undo(undo(undo(history))).present).toBe('a');
  expect(redo(undo(history)).present).toBe('c');
});

test('a new step forgets what was undone', () => {
  const history = step(undo(step(startHistory('a'), 'b')), 'c');
  expect(redo(history).present).toBe('c');
  expect(undo(history).present).toBe('a');
});

test('quick steps under one key are undone together, slow ones and others one by one', () => {
  let history = step(startHistory('0'), '0.', 'rate', 1000);
  history = step(history, '0.1', 'rate', 1200);
  expect(undo(history).present).toBe('0');
  history = step(history, '0.12', 'rate', 5000);
  expect(undo(history).present).toBe('0.1');
  expect(undo(step(history, 'x', 'name', 5001)).present).toBe('0.12');
});

test('a step after an undo never merges with the one before', () => {
  const undone = undo(step(step(startHistory(0), 1, 'k', 0), 2, 'other', 1));
  expect(undo(step(undone, 3, 'other', 2)).present).toBe(1);
});

test('any walk of steps, undos and redos undoes to the start and redoes to the end', () => {
  const walk = fc.array(fc.oneof(fc.integer(), fc.constant('undo' as const), fc.constant('redo' as const)));
  fc.assert(
    fc.property(walk, (moves) => {
      let history: History<number> = startHistory(0);
      for (const move of moves)
        history = move === 'undo' ? undo(history) : move === 'redo' ? redo(history) : step(history, move);
      const steps = history.past.length;
      let back = history;
      for (let index = 0; index < steps; index++) back = undo(back);
      expect(back.present).toBe(0);
      for (let index = 0; index < steps; index++) back = redo(back);
      expect(back.present).toBe(history.present);
      expect(back.future).toEqual(history.future);
    }),
  );
});
