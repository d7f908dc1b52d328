import { text } from '@heed/schema';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type JudgeQuestion, judgeMessages, judgeQuestion } from './questions.ts';
import { firstObject } from './reply.ts';

const question = (form: string, settings = {}) => judgeQuestion({ form, settings }) as JudgeQuestion;
const ids = ['x', 'y', 'z'];

test.each([
  ['{"better": "A", "reason": "kind"}', { outcome: 'answered', value: { chosen: 'x' } }],
  [
    'Sure!\n```json\n{"reason": "a } brace", "better": "b"}\n```',
    { outcome: 'answered', value: { chosen: 'y' } },
  ],
  ['{"better": "tie"}', { outcome: 'tie', value: {} }],
  ['{"better": "both-bad"}', { outcome: 'both-bad', value: {} }],
  ['{"better": "C"}', undefined],
  ['{better: A}', undefined],
  ['I think A.', undefined],
  ['{oops {"better": "B"}', { outcome: 'answered', value: { chosen: 'y' } }],
])('a pair: %s', (reply, expected) => {
  const found = firstObject(reply);
  expect(found && question('pairwise').read(found, ids.slice(0, 2))).toEqual(expected);
});

test('a ranking names every answer once, ties in one group', () => {
  const read = (order: unknown) => question('ranking').read({ order }, ids);
  expect(read([['B'], ['a', 'C']])).toEqual({ outcome: 'answered', value: { groups: [['y'], ['x', 'z']] } });
  expect(read(['C', 'A', 'B'])).toEqual({ outcome: 'answered', value: { groups: [['z'], ['x'], ['y']] } });
  for (const wrong of [[['A'], ['B']], [['A'], ['A'], ['B']], [['A'], ['B'], ['D']], 'ABC', null])
    expect(read(wrong)).toBeUndefined();
});

test('a rating lies on the scale', () => {
  const read = (rating: unknown) => question('rating', { ratingScale: '1-5' }).read({ rating }, ['x']);
  expect(read(4)).toEqual({ outcome: 'answered', value: { rating: 4 } });
  expect(read('5')).toEqual({ outcome: 'answered', value: { rating: 5 } });
  for (const wrong of [0, 6, 2.5, null, '', 'good']) expect(read(wrong)).toBeUndefined();
});

test('of the replies to a dialogue one is best, or none is', () => {
  const read = (best: unknown) => question('dialogue', { replies: 3 }).read({ best }, ids);
  expect(read('c')).toEqual({ outcome: 'answered', value: { chosen: 'z' } });
  expect(read('both-bad')).toEqual({ outcome: 'both-bad', value: {} });
  for (const wrong of ['D', 3, null, '']) expect(read(wrong)).toBeUndefined();
  expect(question('dialogue', { replies: 2 }).read({ best: 'C' }, ids)).toBeUndefined();
});

test('only people can fill in other forms', () => {
  expect(judgeQuestion({ form: 'questionnaire', settings: {} })).toBeUndefined();
});

test('what is judged is quoted, so that it gives no orders', () => {
  const asked = {
    form: 'pairwise',
    settings: {},
    question: text('Which?', '哪个？'),
    guidelines: 'Be kind.',
  };
  fc.assert(
    fc.property(fc.string(), fc.string(), (prompt, answer) => {
      const [system, user] = judgeMessages(asked, question('pairwise'), { prompt }, [answer, 'other']);
      expect(system?.content).toContain('Be kind.');
      const lines = user?.content.split('\n\n') ?? [];
      expect(lines).toHaveLength(4);
      expect(JSON.parse(lines[2]?.slice('Answer A: '.length) ?? '')).toBe(answer);
    }),
  );
});

test('any text is read without an error', () => {
  fc.assert(fc.property(fc.string(), (reply) => void firstObject(reply)));
});
