import { outcomes, selections } from '@heed/schema';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { BadRecord } from '../feedback.ts';
import type { JudgementEvent } from './event.ts';
import { eventLine, isEvent, readEvent } from './heed.ts';
import { eventOfRow, isRow, rowOfEvent } from './table.ts';

const words = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 20 }),
  fc.constantFrom('晴天\n"引号",逗号', '👩‍🚀', 'مرحبا', '\t', 'a\r\nb', '0', 'true', 'null', '\\u0000'),
);
const id = fc.stringMatching(/^[a-z0-9-]{1,12}$/);
const moment = fc.option(fc.nat(4_000_000_000_000), { nil: null });
const degree = fc.constantFrom(null, 1, 2, 3);
/** Empty text is stored as nothing. */
const remark = fc.option(
  words.filter((one) => one !== ''),
  { nil: null },
);

const event: fc.Arbitrary<JudgementEvent> = fc
  .record({
    ...{ id, task: id, promptId: id, prompt: words, language: words, guidelineVersion: words },
    candidates: fc.uniqueArray(fc.record({ id, text: words, model: fc.option(words, { nil: null }) }), {
      minLength: 2,
      maxLength: 2,
      selector: (one) => one.id,
    }),
    event: fc.constantFrom('answer' as const, 'correction' as const, 'withdrawal' as const),
    ...{ said: fc.constantFrom(...outcomes), place: fc.nat(1), replaced: id },
    ...{ strength: degree, critique: remark, edit: remark, timeMs: moment, at: moment, source: remark },
    ...{
      labeler: words.filter((one) => one !== ''),
      labelerKind: fc.constantFrom('person' as const, 'judge' as const),
    },
    ...{ round: fc.integer({ min: 1, max: 99 }), selection: fc.constantFrom(...selections) },
    ...{ late: fc.boolean(), counted: fc.boolean(), blind: fc.boolean() },
    share: fc.option(fc.double({ min: 0, max: 1, noNaN: true })),
  })
  .map(({ said, place, replaced, share, ...rest }) => {
    const chosen = rest.candidates[place]?.id ?? '';
    const value = {
      ...(said === 'answered' && { chosen }),
      ...(rest.strength !== null && { strength: rest.strength }),
      ...(rest.critique !== null && { critique: rest.critique }),
      ...(rest.edit !== null && { edit: rest.edit }),
    };
    return {
      ...{ heed: 1 as const, form: 'pairwise', formVersion: 1, settings: { askStrength: true }, value },
      ...rest,
      chosen: said === 'answered' ? chosen : null,
      outcome: rest.event === 'withdrawal' ? null : said,
      replaces: rest.event === 'answer' ? null : replaced,
      played: share === null ? null : { [chosen]: share },
    };
  });

describe('an event survives', () => {
  test('a line of JSON', () => {
    fc.assert(
      fc.property(event, (given) => {
        const line = eventLine(given);
        expect(line.indexOf('\n')).toBe(line.length - 1);
        expect(isEvent(JSON.parse(line))).toBe(true);
        expect(readEvent(JSON.parse(line))).toEqual(given);
      }),
    );
  });

  test('a row of a table, also where numbers, flags and gaps are text', () => {
    fc.assert(
      fc.property(event, (given) => {
        const row = rowOfEvent(given);
        expect(isRow(row)).toBe(true);
        expect(eventOfRow(row)).toEqual(given);
        const asText = Object.entries(row).map(([name, cell]) => [name, cell === null ? '' : String(cell)]);
        expect(eventOfRow(Object.fromEntries(asText))).toEqual(given);
      }),
    );
  });
});

const [sample] = fc.sample(event, { numRuns: 1, seed: 7 }) as [JudgementEvent];
const answer: JudgementEvent = {
  ...sample,
  event: 'answer',
  outcome: 'tie',
  value: {},
  chosen: null,
  replaces: null,
};

test.each([
  [{ heed: 2 }, 'has the event version 2, but this Heed reads version 1'],
  [{ outcome: 'maybe' }, 'has a wrong "outcome"'],
  [{ form: 'poll' }, 'has the form "poll"; the forms are pairwise'],
  [{ value: { chosen: 'nobody' }, outcome: 'answered' }, 'names the candidate "nobody", which is not among'],
  [{ value: { chosen: 7 } }, 'has a wrong "value.chosen"'],
  [{ candidates: [answer.candidates[0], answer.candidates[0]] }, 'has two candidates with the same id'],
  [{ outcome: null }, 'is an answer, which does not go with its "replaces" and "outcome"'],
  [{ played: { nobody: 1 } }, 'names the candidate "nobody", which is not among'],
  [{ event: 'correction' }, 'is a correction, which does not go with'],
])('what is wrong in an event is said: %j', (wrong, sentence) => {
  expect(() => readEvent({ ...answer, ...wrong } as Record<string, unknown>)).toThrow(sentence);
});

test('any record gives an event or one sentence', () => {
  const fields = fc.oneof(
    fc.dictionary(fc.string(), fc.jsonValue()),
    fc
      .tuple(fc.constantFrom(...Object.keys(answer)), fc.jsonValue())
      .map(([name, value]) => ({ ...answer, [name]: value })),
  );
  fc.assert(
    fc.property(fields, fc.constantFrom(readEvent, eventOfRow), (given, read) => {
      try {
        read(given);
      } catch (error) {
        expect(error).toBeInstanceOf(BadRecord);
      }
    }),
  );
});
