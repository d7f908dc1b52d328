import { type Language, type Localized, localizedSchema, text } from '@heed/schema';
import { z } from 'zod';

const questionTypes = ['scale', 'single', 'multiple', 'number', 'text'] as const;

/** One question. A scale runs from `lowest` to `highest` in steps of one. */
export const questionSchema = z.object({
  /** Stands in the judgements. */
  id: z
    .string()
    .regex(/^[a-z][a-z0-9-]{0,39}$/)
    .default('question'),
  /** What labelers read. */
  title: localizedSchema.default({ en: 'How good is the answer?', zh: '这个回答有多好？' }),
  type: z.enum(questionTypes).default('scale'),
  /** Stand in the judgements. */
  options: z.array(z.string().min(1).max(200)).max(30).default([]),
  /** The same options as Chinese readers see them; empty where they see them as they are. */
  optionsZh: z.array(z.string().min(1).max(200)).max(30).default([]),
  lowest: z.int().default(1),
  highest: z.int().default(5),
  /** Asked of every answer shown, or once for all. */
  perAnswer: z.boolean().default(true),
  required: z.boolean().default(true),
  /** Its numbers become the ratings of the answers; of several such questions the mean. */
  rates: z.boolean().default(false),
});
export type Question = z.infer<typeof questionSchema>;

export const questionAnswer = z.union([
  z.number(),
  z.string().max(20_000),
  z.array(z.string().max(200)).max(30),
]);
export type QuestionAnswer = z.infer<typeof questionAnswer>;
export type Answers = Record<string, QuestionAnswer>;

function isEmpty(answer: QuestionAnswer | undefined): boolean {
  if (typeof answer === 'string') return answer.trim() === '';
  return answer === undefined || (Array.isArray(answer) && answer.length === 0);
}

function fits({ type, options, lowest, highest }: Question, answer: QuestionAnswer): boolean {
  if (type === 'scale' || type === 'number')
    return (
      typeof answer === 'number' &&
      answer >= lowest &&
      answer <= highest &&
      (type === 'number' || Number.isInteger(answer))
    );
  if (type === 'single') return typeof answer === 'string' && options.includes(answer);
  if (type === 'multiple') return Array.isArray(answer) && answer.every((one) => options.includes(one));
  return typeof answer === 'string';
}

/** An option as a reader of this language sees it. */
export function optionTitle({ options, optionsZh }: Question, option: string, language: Language): string {
  return (language === 'zh' && optionsZh[options.indexOf(option)]) || option;
}

/** One sentence on the first of these questions that is not answered as it asks; undefined where all are. */
export function checkAnswers(questions: readonly Question[], answers: Answers = {}): Localized | undefined {
  for (const question of questions) {
    const answer = answers[question.id];
    if (answer === undefined || isEmpty(answer)) {
      if (question.required)
        return text(
          `Answer "${question.title}" first, then submit.`,
          `请先回答“${question.title}”，再提交。`,
        );
    } else if (!fits(question, answer)) return misfit(question);
  }
  return undefined;
}

function misfit({ title, type, lowest, highest }: Question): Localized {
  if (type === 'number' || type === 'scale')
    return text(
      `"${title.en}" takes a number from ${lowest} to ${highest}.`,
      `“${title.zh}”须为 ${lowest} 到 ${highest} 之间的数字。`,
    );
  return text(`"${title.en}" takes one of its options.`, `“${title.zh}”须从其选项中选择。`);
}
