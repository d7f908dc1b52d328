import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Feedback } from './feedback.ts';
import { formatOf, formats } from './index.ts';

const answer = fc
  .string({ minLength: 1, maxLength: 30, unit: 'grapheme' })
  .filter((one) => one.trim() !== '');
const texts = (count: number) => fc.uniqueArray(answer, { minLength: count, maxLength: count });
const labeler = fc.constantFrom('ann', 'bob');
const pair = fc
  .record({ prompt: answer, labeler, of: texts(2) })
  .map(({ of: [chosen, rejected], ...about }) => ({ said: 'pair', ...about, chosen, rejected, strength: 1 }));
const rating = fc.record({
  said: fc.constant('rating'),
  prompt: answer,
  labeler,
  completion: answer,
  rating: fc.integer({ min: 1, max: 10 }),
});
const ranking = fc
  .record({ prompt: answer, labeler, of: texts(4) })
  .map(({ of, ...about }) => ({ said: 'ranking', ...about, groups: of.map((one) => [one]) }));

/** What each format keeps of feedback. */
const kept: Record<string, { said: fc.Arbitrary<unknown>; lost?: (one: Feedback) => Feedback }> = {
  trl: { said: pair },
  'hh-rlhf': {
    said: pair.map((one) => ({ ...one, chosen: `${one.chosen}`.trim(), rejected: `${one.rejected}`.trim() })),
    lost: (one) => ({ ...one, labeler: null }),
  },
  argilla: { said: fc.oneof(pair, rating, ranking) },
  'label-studio': { said: fc.oneof(pair, rating, ranking) },
};

test.each(formats.map((format) => ({ name: format.format, format })))(
  '$name: what is written is recognized and read again',
  ({ name, format }) => {
    const { said, lost = (one) => one } = kept[name] as (typeof kept)[string];
    fc.assert(
      fc.property(fc.array(said as fc.Arbitrary<Feedback>, { minLength: 1, maxLength: 4 }), (feedback) => {
        const records = format.write(feedback).map((one) => JSON.parse(JSON.stringify(one)));
        for (const record of records) expect(formatOf(record)?.format).toBe(name);
        expect(records.flatMap((record) => format.read(record))).toEqual(feedback.map(lost));
      }),
    );
  },
);

const formatNamed = (name: string) =>
  formats.find(({ format }) => format === name) as (typeof formats)[number];
const read = (name: string, record: object) => formatNamed(name).read(record as Record<string, unknown>);

describe('TRL', () => {
  const user = (content: string) => ({ role: 'user', content });
  const assistant = (content: string) => ({ role: 'assistant', content });
  const hello = { prompt: 'Hi', chosen: 'Hello!', rejected: 'What?' };

  test.each([
    ['plain', hello],
    [
      'conversational',
      { prompt: [user('Hi')], chosen: [assistant('Hello!')], rejected: [assistant('What?')] },
    ],
    [
      'conversational without a prompt',
      { chosen: [user('Hi'), assistant('Hello!')], rejected: [user('Hi'), assistant('What?')] },
    ],
    ['plain without a prompt', { chosen: 'Hi Hello!', rejected: 'Hi What?' }],
    [
      'conversational in CSV',
      {
        prompt: JSON.stringify([user('Hi')]),
        chosen: JSON.stringify([assistant('Hello!')]),
        rejected: JSON.stringify([assistant('What?')]),
      },
    ],
  ])('%s', (_, record) => {
    expect(read('trl', record)).toMatchObject([{ said: 'pair', ...hello, strength: 1, labeler: null }]);
  });

  test('unpaired answers are desired or not; a dialogue tells who speaks', () => {
    const turns = [user('Hi'), assistant('Hello!'), user('Bye')];
    const [one] = read('trl', { prompt: turns, completion: [assistant('Bye!')], label: false });
    expect(one).toMatchObject({ said: 'rating', completion: 'Bye!', rating: 0 });
    expect(one?.prompt).toBe('Human: Hi\n\nAssistant: Hello!\n\nHuman: Bye');
    expect(() => read('trl', { prompt: 'p', completion: 'a', label: 'maybe' })).toThrow(
      'has the label "maybe", which must be true or false',
    );
  });

  test('a ranking is written as the pairs it implies', () => {
    const ranked: Feedback = { said: 'ranking', prompt: 'p', labeler: null, groups: [['a'], ['b', 'c']] };
    expect(formatNamed('trl').write([ranked])).toEqual([
      { prompt: 'p', chosen: 'a', rejected: 'b' },
      { prompt: 'p', chosen: 'a', rejected: 'c' },
    ]);
  });
});

describe('HH-RLHF', () => {
  const start = '\n\nHuman: Hi\n\nAssistant: Hello.\n\nHuman: Who?\n\nAssistant:';

  test('the dialogue up to the last answer is the prompt', () => {
    expect(read('hh-rlhf', { chosen: `${start} Me.`, rejected: `${start} You.` })).toMatchObject([
      { prompt: 'Human: Hi\n\nAssistant: Hello.\n\nHuman: Who?', chosen: 'Me.', rejected: 'You.' },
    ]);
  });

  test.each([
    [{ chosen: `${start} Me.`, rejected: `${start} Me.` }, 'has the same text in "chosen" and "rejected"'],
    [{ chosen: '\n\nHuman: Hi', rejected: `${start} x` }, 'has no "\\n\\nAssistant:" in "chosen"'],
    [{ chosen: `${start} a`, rejected: `\n\nHuman: Ho${start} b` }, 'differ before their last answer'],
  ])('what is wrong is said: %j', (record, sentence) => {
    expect(() => read('hh-rlhf', record)).toThrow(sentence);
  });
});

test('Argilla: a response that names no field is refused, drafts do not count', () => {
  const fields = { prompt: 'p', a: 'x', b: 'y', c: 'z' };
  const ranked = (value: unknown, status = 'submitted') => ({
    fields,
    responses: { order: [{ value, user_id: 'u', status }] },
  });
  expect(() => read('argilla', ranked(['a', 'd']))).toThrow('has the answer "d" in a response');
  expect(read('argilla', ranked(['b', 'a'], 'draft'))).toEqual([]);
  expect(
    read(
      'argilla',
      ranked([
        { value: 'a', rank: 2 },
        { value: 'b', rank: 1 },
        { value: 'c', rank: 2 },
      ]),
    ),
  ).toMatchObject([{ groups: [['y'], ['x', 'z']] }]);
});

test('Label Studio: cancelled annotations were skipped, and neither side is a tie', () => {
  const task = (selected: string, cancelled = false) => ({
    data: { prompt: 'p', answer1: 'x', answer2: 'y' },
    annotations: [
      {
        completed_by: { id: 3, email: 'ann@example.org' },
        was_cancelled: cancelled,
        result: [{ type: 'pairwise', value: { selected } }],
      },
    ],
  });
  const about = { said: 'pair', prompt: 'p', labeler: 'ann@example.org' };
  expect(read('label-studio', task('right'))).toEqual([
    { ...about, chosen: 'y', rejected: 'x', strength: 1 },
  ]);
  expect(read('label-studio', task('none'))).toMatchObject([{ strength: 0.5 }]);
  expect(read('label-studio', task('left', true))).toEqual([]);
});
