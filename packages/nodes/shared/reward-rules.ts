import { localizedSchema } from '@heed/schema';
import { z } from 'zod';
import { sentenceBleu } from './text-metrics/bleu.ts';
import { rougeL } from './text-metrics/rouge.ts';
import { chineseShare, hasPhrase, normalize, textUnits } from './text-units.ts';

const phrases = z.array(z.string().trim().min(1).max(200)).max(1000);

const base = z.object({
  name: z.string().min(1).max(100),
  title: localizedSchema,
  weight: z.number().min(0).max(1000),
});

/** What counts as a right answer to some prompts: `{ when: [['rain'], ['walk']], right: ['umbrella'] }`. */
const caseSchema = z.object({
  /** The case applies to a prompt with at least one phrase of every group. */
  when: z.array(phrases.min(1)).min(1),
  /** One of these must be in the answer; an empty list asks for nothing. */
  right: phrases.default([]),
  /** None of these may be in the answer. */
  wrong: phrases.default([]),
});

const ruleSchema = z.discriminatedUnion('type', [
  base.extend({
    type: z.literal('length'),
    /** `words` counts every Chinese character as a word. */
    unit: z.enum(['words', 'characters']),
    minimum: z.int().min(0),
    maximum: z.int().min(1),
  }),
  base.extend({ type: z.literal('contains-any'), phrases: phrases.min(1) }),
  base.extend({ type: z.literal('contains-none'), phrases: phrases.min(1) }),
  base.extend({ type: z.literal('answers'), cases: z.array(caseSchema).min(1).max(1000) }),
  base.extend({
    type: z.literal('repeats'),
    /** Length of the runs that are compared, in words or Chinese characters. */
    run: z.int().min(1).max(20),
  }),
  base.extend({ type: z.literal('language') }),
  base.extend({
    type: z.literal('json'),
    /** Names that the object must have; none accepts any JSON. */
    keys: phrases.default([]),
  }),
  base.extend({ type: z.literal('reference'), metric: z.enum(['rouge-l', 'bleu']) }),
]);
export type Rule = z.infer<typeof ruleSchema>;

export const rulesSchema = z.array(ruleSchema).min(1).max(100);

/** Reference answers by prompt. */
export type References = ReadonlyMap<string, readonly string[]>;

/** How far a rule holds for an answer: 1 wanted, 0 neutral, −1 unwanted. */
export type Measure = (prompt: string, completion: string) => number;

function measureLength({ unit, minimum, maximum }: Rule & { type: 'length' }): Measure {
  return (_prompt, completion) => {
    const length = unit === 'words' ? textUnits(completion).length : [...completion].length;
    if (length < minimum) return length / minimum - 1;
    return length > maximum ? Math.max(-1, 1 - length / maximum) : 0;
  };
}

function holdsAny(list: readonly string[]): (sentence: string) => boolean {
  const normalized = list.map(normalize);
  return (sentence) => normalized.some((phrase) => hasPhrase(sentence, phrase));
}

function measureAnswers({ cases }: Rule & { type: 'answers' }): Measure {
  const checks = cases.map(({ when, right, wrong }) => {
    const groups = when.map(holdsAny);
    const hasRight = right.length ? holdsAny(right) : () => true;
    const hasWrong = holdsAny(wrong);
    return {
      applies: (prompt: string) => groups.every((holds) => holds(prompt)),
      isRight: (completion: string) => hasRight(completion) && !hasWrong(completion),
    };
  });
  return (prompt, completion) => {
    const asked = normalize(prompt);
    const applying = checks.filter(({ applies }) => applies(asked));
    if (!applying.length) return 0;
    const answer = normalize(completion);
    return applying.every(({ isRight }) => isRight(answer)) ? 1 : -1;
  };
}

/** −(1 − distinct runs / runs): 0 for a text that repeats nothing. */
function measureRepeats({ run }: Rule & { type: 'repeats' }): Measure {
  return (_prompt, completion) => {
    const units = textUnits(completion);
    const count = units.length - run + 1;
    if (count < 2) return 0;
    const runs = Array.from({ length: count }, (_, at) => units.slice(at, at + run).join(' '));
    return new Set(runs).size / count - 1;
  };
}

/** −(share of the answer that is not in the prompt's language); an answer without a word counts as wrong. */
function measureLanguage(): Measure {
  return (prompt, completion) => {
    const answer = chineseShare(completion);
    if (answer === undefined) return -1;
    const wanted = (chineseShare(prompt) ?? 0) >= 0.5 ? 1 : 0;
    return -Math.abs(wanted - answer);
  };
}

/** −1 for what is not JSON, else the share of the wanted names that the object has; 1 where none is wanted. */
function measureJson({ keys }: Rule & { type: 'json' }): Measure {
  return (_prompt, completion) => {
    let value: unknown;
    try {
      value = JSON.parse(completion);
    } catch {
      return -1;
    }
    if (!keys.length) return 1;
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return 0;
    return keys.filter((key) => Object.hasOwn(value, key)).length / keys.length;
  };
}

/** Likeness to the reference answers of the prompt, from 0 to 1; 0 for a prompt without one. */
function measureReference({ metric }: Rule & { type: 'reference' }, references: References): Measure {
  const likeness = metric === 'bleu' ? sentenceBleu : rougeL;
  return (prompt, completion) => likeness(completion, references.get(prompt) ?? []);
}

/** Makes a rule ready to measure many answers; its phrases are prepared once. */
export function measureOf(rule: Rule, references: References = new Map()): Measure {
  switch (rule.type) {
    case 'length':
      return measureLength(rule);
    case 'contains-any': {
      const holds = holdsAny(rule.phrases);
      return (_prompt, completion) => (holds(normalize(completion)) ? 1 : 0);
    }
    case 'contains-none': {
      const holds = holdsAny(rule.phrases);
      return (_prompt, completion) => (holds(normalize(completion)) ? -1 : 0);
    }
    case 'answers':
      return measureAnswers(rule);
    case 'repeats':
      return measureRepeats(rule);
    case 'language':
      return measureLanguage();
    case 'json':
      return measureJson(rule);
    case 'reference':
      return measureReference(rule, references);
  }
}
