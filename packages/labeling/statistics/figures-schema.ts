import { labelerKinds, localizedSchema, outcomes } from '@heed/schema';
import { z } from 'zod';
import { questionSchema } from '../forms/questionnaire/questions.ts';
import { biasNames } from './bias.ts';

const shareSchema = z.object({ value: z.number(), low: z.number(), high: z.number(), count: z.number() });
const valueSchema = z.object({ value: z.number(), low: z.number(), high: z.number() });
const nullableTable = z.array(z.array(z.number().nullable()));

const alphaSchema = z.object({
  metric: z.enum(['nominal', 'ordinal']),
  alpha: z.number().nullable(),
  /** Why there is none. */
  because: z.enum(['no-overlap', 'one-category', 'own-conversations', 'by-question']).nullable(),
  low: z.number().nullable(),
  high: z.number().nullable(),
  units: z.int(),
  values: z.int(),
});

/** Everything said of the quality of a batch's judgements, as JSON. Intervals are of 95 %. */
export const qualityFiguresSchema = z.object({
  judgements: z.int(),
  tasks: z.int(),
  people: z.int(),
  judges: z.int(),
  outcomes: z.record(z.enum(outcomes), z.int()),
  /** Most candidates of one task: of 1 nothing is compared, of 2 they can be tied or both be bad. */
  candidates: z.int(),
  alpha: alphaSchema,
  /** Whether agreement and biases are of the tasks drawn at random only, others being chosen for their information. */
  isOfRandomShare: z.boolean(),
  /** With the strength of choices as an order, where strengths were said. */
  alphaOfStrength: alphaSchema.nullable(),
  /** Of people alone, where judges answered too. */
  alphaOfPeople: alphaSchema.nullable(),
  /** How fast answers came in the ten minutes before the last one; null where nobody answered with a clock. */
  pace: z.object({ lastAt: z.int(), atWork: z.int(), perMinute: z.number() }).nullable(),
  /** α of the judgements so far, as they came in. */
  history: z.array(z.object({ judgements: z.int(), alpha: z.number().nullable() })),
  labelers: z.array(
    z.object({
      ...{ labeler: z.string(), kind: z.enum(labelerKinds), judgements: z.int() },
      ...{ agreement: shareSchema.nullable(), medianMs: z.number().nullable() },
      ...{ tooFast: shareSchema.nullable(), first: shareSchema.nullable() },
      ...{ consistency: shareSchema.nullable(), gold: shareSchema.nullable() },
      /** By the joint model: 1 is usual, near 0 verdicts do not follow the quality of answers. */
      skill: valueSchema.nullable(),
      /** By the joint model: chance to prefer the first of two equal answers. */
      position: valueSchema.nullable(),
    }),
  ),
  matrix: z.object({
    labelers: z.array(z.string()),
    agreement: nullableTable,
    kappa: nullableTable,
    counts: z.array(z.array(z.int())),
  }),
  /** The joint model of scores, skills, position and ties; null where nothing was compared. */
  model: z
    .object({
      comparisons: z.int(),
      prompts: z.int(),
      /** Chance to prefer the first of two equal answers, ties aside. */
      position: valueSchema,
      /** Chance that two equal answers are called a tie. */
      tie: valueSchema,
      /** Standard deviation of the scores of a prompt's answers, in log-odds. */
      spread: valueSchema,
    })
    .nullable(),
  /** Of a questionnaire, question by question; empty for other forms. */
  questions: z.array(
    z.object({
      ...{ id: z.string(), title: localizedSchema, type: questionSchema.shape.type.unwrap() },
      answered: z.int(),
      /** Of scales and numbers; null where nobody answered. */
      mean: z.number().nullable(),
      /** Null for answers in words. */
      alpha: alphaSchema.nullable(),
      /** How often each step or option was chosen; empty for numbers and words. */
      values: z.array(z.object({ title: localizedSchema, count: z.int() })),
    }),
  ),
  /** What a model can agree with one labeler at most, by how people agree; null where no pair was decided by two. */
  ceiling: valueSchema.nullable(),
  biases: z.array(z.object({ name: z.enum(biasNames), share: shareSchema.nullable() })),
  disagreements: z.array(
    z.object({
      ...{ taskId: z.string(), form: z.string(), prompt: z.string() },
      /** Whether the right answer is known, so that the task checks labelers. */
      isKnown: z.boolean(),
      candidates: z.array(
        z.object({
          ...{ id: z.string(), text: z.string() },
          /** Where the picture, sound or video lies that it is. */
          media: z.object({ artifact: z.string(), path: z.string() }).optional(),
        }),
      ),
      answers: z.array(
        z.object({
          ...{ labeler: z.string(), kind: z.enum(labelerKinds), outcome: z.enum(outcomes) },
          /** Number of the chosen candidate in `candidates`; null where none was. */
          chosen: z.int().nullable(),
          /** Rank of each candidate, 1 being the best and equals having the same, where more than two were put in order. */
          ranks: z.array(z.int()).nullable(),
          /** What was said instead, where the form has neither. */
          said: z.string().nullable(),
        }),
      ),
    }),
  ),
  /** How many tasks are disagreed on; the list holds the first of them. */
  disagreed: z.int(),
});
export type QualityFigures = z.infer<typeof qualityFiguresSchema>;
