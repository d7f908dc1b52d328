import type { Rule } from '@heed/nodes/shared/reward-rules.ts';
import { text } from '@heed/schema';
import { chinese } from './chinese.ts';
import { english } from './english.ts';
import { verdicts } from './generate.ts';
import { type Condition, conditions, type Phrasebook, type Question, questions } from './phrasebook.ts';

type Case = (Rule & { type: 'answers' })['cases'][number];

const books = [english, chinese];

function otherConditions(condition: Condition): Condition[] {
  return conditions.filter((other) => other !== condition);
}

/** A verdict without the word that joins it to its reason. */
function keyOf(verdict: string): string {
  return verdict.replace(/^(so|and) (please )?/, '');
}

function correctCase(book: Phrasebook, condition: Condition, question: Question): Case {
  const words = book.conditions;
  const weather = [words[condition].name];
  if (question === 'clothes') {
    const right = [...words[condition].clothes];
    const wrong = otherConditions(condition).flatMap((other) => words[other].clothes);
    return { when: [weather, [...book.clothes.keys]], right, wrong };
  }
  const { keys, yes, no } = book.questions[question];
  const when = [weather, [...keys]];
  if (question === 'plain') return { when, right: [...words[condition].mentions], wrong: [] };
  const right = verdicts(book, condition, question).map(keyOf);
  const isNo = right.some((verdict) => no.map(keyOf).includes(verdict));
  const wrong = isNo ? yes.map(keyOf) : [...no.map(keyOf), ...book.denials];
  return { when, right, wrong };
}

function casesFor(make: (book: Phrasebook, condition: Condition) => Case[]): Case[] {
  return books.flatMap((book) => conditions.flatMap((condition) => make(book, condition)));
}

const correct = casesFor((book, condition) =>
  questions.map((question) => correctCase(book, condition, question)),
);

const usefulHints = casesFor((book, condition) => {
  const { name, hints } = book.conditions[condition];
  return [{ when: [[name]], right: hints.map(({ key }) => key), wrong: [] }];
});

const noContradiction = casesFor((book, condition) => {
  const wrong = otherConditions(condition).flatMap((other) => book.conditions[other].mentions);
  return [{ when: [[book.conditions[condition].name]], right: [], wrong }];
});

/** What people prefer of a weather answer: right for the question, friendly, with a hint that helps. */
export const rules: Rule[] = [
  {
    type: 'answers',
    name: 'correct',
    title: text('Right for the weather and the question', '符合天气与提问'),
    weight: 0.5,
    cases: correct,
  },
  {
    type: 'answers',
    name: 'hint',
    title: text('A hint that helps in this weather', '给出适合当前天气的提醒'),
    weight: 0.25,
    cases: usefulHints,
  },
  {
    type: 'contains-any',
    name: 'friendly',
    title: text('Friendly', '友好'),
    weight: 0.3,
    phrases: books.flatMap(({ friendly }) => friendly),
  },
  {
    type: 'contains-none',
    name: 'rude',
    title: text('Not rude', '不粗鲁'),
    weight: 0.6,
    phrases: books.flatMap(({ rude }) => rude.keys),
  },
  {
    type: 'contains-none',
    name: 'on-topic',
    title: text('Stays on the point', '不跑题'),
    weight: 0.3,
    phrases: books.flatMap(({ rambling }) => rambling.keys),
  },
  {
    type: 'length',
    name: 'length',
    title: text('Neither too short nor too long', '长短适中'),
    weight: 0.6,
    unit: 'words',
    minimum: 4,
    maximum: 24,
  },
  {
    type: 'answers',
    name: 'contradiction',
    title: text('Does not contradict the weather', '不与天气矛盾'),
    weight: 0.15,
    cases: noContradiction,
  },
  {
    type: 'language',
    name: 'language',
    title: text('In the language of the question', '与提问语言一致'),
    weight: 1,
  },
  {
    type: 'repeats',
    name: 'repetition',
    title: text('No repetition', '不重复'),
    weight: 1,
    run: 3,
  },
];

/** Those of the rules that look at an answer's manner alone and know nothing of the weather. */
export const friendlyRules = rules.filter(({ type }) => type !== 'answers');
