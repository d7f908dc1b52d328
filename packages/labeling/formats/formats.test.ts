import { writeConversation } from '@heed/schema';
import fc from 'fast-check';
import { expect, test } from 'vitest';
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

const user = (content: string) => ({ role: 'user' as const, content });
const assistant = (content: string) => ({ role: 'assistant' as const, content });
const formatNamed = (name: string) =>
  formats.find(({ format }) => format === name) as (typeof formats)[number];
const read = (name: string, record: object) => formatNamed(name).read(record as Record<string, unknown>);

test.each(formats.map((format) => ({ name: format.format, format })))(
  '$name: conversations come back with their turns',
  ({ name, format }) => {
    const turn = fc.record({ content: answer.map((one) => one.trim()).filter((one) => one !== '') });
    const talk = fc
      .tuple(fc.option(turn), fc.array(turn, { minLength: 1, maxLength: 5 }))
      .filter(([, turns]) => turns.length % 2 === 1)
      .map(([system, turns]) => [
        ...(system ? [{ role: 'system' as const, ...system }] : []),
        ...turns.map((one, n) => (n % 2 === 0 ? user(one.content) : assistant(one.content))),
      ]);
    fc.assert(
      fc.property(talk, texts(2), (messages, [first = '', second = '']) => {
        const [chosen, rejected] = [`1${first}`.trim(), `2${second}`.trim()];
        const [only] = messages;
        const prompt = messages.length === 1 ? (only?.content ?? '') : writeConversation(messages);
        const shown = [chosen, rejected];
        const given = { said: 'pair', prompt, labeler: 'ann', chosen, rejected, shown, strength: 1 } as const;
        const [record = {}] = JSON.parse(JSON.stringify(format.write([given])));
        expect(formatOf(record)?.format).toBe(name);
        expect(format.read(record)).toMatchObject([{ prompt, chosen, rejected }]);
      }),
      { numRuns: 50 },
    );
  },
);

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
