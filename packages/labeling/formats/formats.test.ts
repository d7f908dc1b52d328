import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { BadRecord, type Feedback } from './feedback.ts';
import { formatOf, formats } from './index.ts';

const answer = fc
  .string({ minLength: 1, maxLength: 30, unit: 'grapheme' })
  .filter((one) => one.trim() !== '');
const texts = (count: number) => fc.uniqueArray(answer, { minLength: count, maxLength: count });
const degree = fc.constantFrom(undefined, 1 as const, 2 as const, 3 as const);
const maybe = fc.option(answer, { nil: undefined });
const remarks = { critique: maybe, edit: maybe };
const about = { prompt: answer, labeler: fc.constantFrom('ann', '小明') };
const timed = { timeMs: fc.nat(10_000_000), at: fc.nat(4_000_000_000_000) };

/** Statements of every kind with all that may be known of them. */
const said = {
  pair: fc.record({ ...about, ...remarks, ...timed, of: texts(2), margin: degree }).map(({ of, ...rest }) => {
    const [chosen, rejected] = of as [string, string];
    return { said: 'pair' as const, ...rest, shown: of, chosen, rejected, strength: 1 };
  }),
  tie: fc.record({ ...about, ...timed, of: texts(2) }).map(({ of, ...rest }) => {
    const [chosen, rejected] = of as [string, string];
    return { said: 'pair' as const, ...rest, shown: of, chosen, rejected, strength: 0.5 };
  }),
  ranking: fc.record({ ...about, ...timed, of: texts(4) }).map(({ of, ...rest }) => {
    return { said: 'ranking' as const, ...rest, shown: of, groups: of.map((one) => [one]) };
  }),
  rating: fc
    .record({
      ...about,
      ...timed,
      critique: maybe,
      completion: answer,
      rating: fc.integer({ min: 1, max: 10 }),
    })
    .map((rest) => ({ said: 'rating' as const, shown: [rest.completion], ...rest })),
  edit: fc.record({ ...about, ...timed, ...remarks, completion: answer }).map((rest) => {
    return { said: 'edit' as const, shown: [rest.completion], ...rest };
  }),
  undecided: fc
    .record({ ...about, ...timed, of: texts(2), outcome: fc.constantFrom('both-bad', 'cannot-judge') })
    .map(({ of, ...rest }) => {
      const { outcome } = rest as { outcome: 'both-bad' | 'cannot-judge' };
      return {
        said: 'undecided' as const,
        ...rest,
        outcome,
        form: 'pairwise' as const,
        shown: of,
        answers: of,
      };
    }),
} satisfies Record<string, fc.Arbitrary<Feedback>>;

const without =
  (...names: string[]) =>
  (one: Feedback): Feedback => {
    return Object.fromEntries(Object.entries(one).filter(([name]) => !names.includes(name))) as Feedback;
  };

/** What each format keeps of feedback. */
const kept: Record<string, { of: fc.Arbitrary<Feedback>; lost: (one: Feedback) => Feedback }> = {
  trl: { of: said.pair, lost: without('timeMs', 'at', 'critique', 'edit', 'shown') },
  'hh-rlhf': {
    of: said.pair.map((one) => ({ ...one, chosen: one.chosen.trim(), rejected: one.rejected.trim() })),
    lost: (one) => ({
      ...without('timeMs', 'at', 'critique', 'edit', 'shown', 'margin')(one),
      labeler: null,
    }),
  },
  argilla: { of: fc.oneof(...Object.values(said)), lost: without('timeMs', 'at', 'shown') },
  'label-studio': { of: fc.oneof(...Object.values(said)), lost: without('shown') },
};

const defined = (one: object) => JSON.parse(JSON.stringify(one));

test.each(formats.map((format) => ({ name: format.format, format })))(
  '$name: what is written is recognized and read again',
  ({ name, format }) => {
    const { of, lost } = kept[name] as (typeof kept)[string];
    const isPairs = name === 'trl' || name === 'hh-rlhf';
    fc.assert(
      fc.property(fc.array(of, { minLength: 1, maxLength: 4 }), (given) => {
        // an edit is one more pair in formats of pairs; tried below
        const feedback = isPairs ? given.map(without('edit')) : given;
        const records = format.write(feedback).map((one) => JSON.parse(JSON.stringify(one)));
        for (const record of records) expect(formatOf(record)?.format).toBe(name);
        const again = records.flatMap((record) => format.read(record)).map(without('shown'));
        const wanted = feedback.map((one) => defined(lost(one)));
        expect(again.map(defined)).toHaveLength(wanted.length);
        expect(again.map(defined)).toEqual(expect.arrayContaining(wanted));
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

  test('an edit is better than the chosen answer, a tie is no preference', () => {
    const pair = { said: 'pair', prompt: 'p', labeler: null, chosen: 'a', rejected: 'b' } as const;
    const written = formatNamed('trl').write([
      { ...pair, strength: 1, edit: 'c' },
      { ...pair, strength: 0.5 },
    ]);
    expect(written).toEqual([
      { prompt: 'p', chosen: 'a', rejected: 'b' },
      { prompt: 'p', chosen: 'c', rejected: 'a' },
    ]);
  });

  test('ratings alone become desired and undesired answers; the middle of the scale says neither', () => {
    const rating = { said: 'rating', prompt: 'p', labeler: 'ann', completion: 'a', scale: [1, 5] } as const;
    const written = formatNamed('trl').write([4, 3, 1].map((one) => ({ ...rating, rating: one })));
    expect(written.map(({ label }) => label)).toEqual([true, false]);
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
  expect(read('label-studio', task('right'))).toMatchObject([
    { ...about, chosen: 'y', rejected: 'x', strength: 1 },
  ]);
  expect(read('label-studio', task('none'))).toMatchObject([{ strength: 0.5 }]);
  expect(read('label-studio', task('left', true))).toMatchObject([{ said: 'undecided', outcome: 'skipped' }]);
});

test.each([
  ['answer2', 'y'],
  ['Response A', 'x'],
  ['B', 'y'],
  ['left', 'x'],
])('Label Studio: the choice "%s" is the answer %s', (word, chosen) => {
  const record = {
    data: { prompt: 'p', answer1: 'x', answer2: 'y' },
    annotations: [{ result: [{ type: 'choices', from_name: 'c', value: { choices: [word] } }] }],
  };
  expect(read('label-studio', record)).toMatchObject([{ said: 'pair', chosen, strength: 1 }]);
});

test('Label Studio: ratings of one of several answers, numbers, remarks and known answers', () => {
  const rated = (toName: string) => ({
    data: { prompt: 'p', answer1: 'x', answer2: 'y' },
    annotations: [
      {
        ground_truth: true,
        lead_time: 1.5,
        result: [
          { type: 'number', from_name: 'quality', to_name: toName, value: { number: 4 } },
          { type: 'textarea', from_name: 'why', value: { text: ['too', 'long'] } },
        ],
      },
    ],
  });
  expect(read('label-studio', rated('answer2'))).toMatchObject([
    { said: 'rating', completion: 'y', rating: 4, critique: 'too\nlong', timeMs: 1500, isRight: true },
  ]);
  expect(() => read('label-studio', rated('both'))).toThrow('does not tell which of its answers');
});

test('any record gives statements or one sentence', () => {
  const record = fc.dictionary(
    fc.constantFrom(
      'data',
      'annotations',
      'fields',
      'responses',
      'prompt',
      'chosen',
      'rejected',
      'label',
      'result',
    ),
    fc.jsonValue({ maxDepth: 4 }),
  );
  const annotated = fc.record({
    data: fc.dictionary(fc.constantFrom('prompt', 'a', 'answers'), fc.jsonValue({ maxDepth: 2 })),
    annotations: fc.array(
      fc.record({ completed_by: fc.jsonValue(), result: fc.array(fc.jsonValue({ maxDepth: 3 })) }),
    ),
    fields: fc.dictionary(fc.constantFrom('prompt', 'a', 'b'), fc.jsonValue({ maxDepth: 1 })),
    responses: fc.dictionary(
      fc.constantFrom('ranking', 'rating'),
      fc.array(fc.record({ value: fc.jsonValue() })),
    ),
  });
  fc.assert(
    fc.property(fc.constantFrom(...formats), fc.oneof(record, annotated), (format, fields) => {
      try {
        for (const one of format.read(fields)) expect(one.prompt.trim()).not.toBe('');
      } catch (error) {
        expect(error).toBeInstanceOf(BadRecord);
        expect((error as BadRecord).clause.zh).not.toBe('');
      }
    }),
  );
});
