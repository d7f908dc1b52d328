import { sortQuestions } from '@heed/labeling/forms/questionnaire/form.ts';
import {
  type Question,
  type QuestionAnswer,
  questionSchema,
} from '@heed/labeling/forms/questionnaire/questions.ts';
import type { QuestionnaireValue } from '@heed/labeling/forms/questionnaire/value.ts';
import { z } from 'zod';
import type { Draft } from '../draft.ts';
import type { Settings } from '../form.ts';

export type QuestionnaireDraft = Draft<QuestionnaireValue>;

/** A question where it stands on the page: of one answer shown, or of all. */
export interface Asked {
  /** Names it in the draft's focus. */
  key: string;
  question: Question;
  /** Undefined: asked once for all. */
  slot: string | undefined;
}

function questionsOf(settings: Settings): Question[] {
  return z.array(questionSchema).parse(settings.questions);
}

/** All questions of a page in their order: those of each answer, then those asked once. */
export function askedOf(slots: readonly string[], settings: Settings): Asked[] {
  const { each, overall } = sortQuestions(questionsOf(settings));
  return [
    ...slots.flatMap((slot) => each.map((question) => ({ key: `${slot}:${question.id}`, question, slot }))),
    ...overall.map((question) => ({ key: `:${question.id}`, question, slot: undefined })),
  ];
}

export function answerTo(
  { value }: QuestionnaireDraft,
  { question, slot }: Asked,
): QuestionAnswer | undefined {
  return (slot === undefined ? value.overall : value.each?.[slot])?.[question.id];
}

/** The draft with this question answered; undefined takes the answer back. */
export function withAnswer(
  draft: QuestionnaireDraft,
  { question, slot, key }: Asked,
  answer: QuestionAnswer | undefined,
): QuestionnaireDraft {
  const before = (slot === undefined ? draft.value.overall : draft.value.each?.[slot]) ?? {};
  const { [question.id]: _, ...others } = before;
  const after = answer === undefined ? others : { ...others, [question.id]: answer };
  const value =
    slot === undefined
      ? { ...draft.value, overall: after }
      : { ...draft.value, each: { ...draft.value.each, [slot]: after } };
  return { outcome: 'answered', focus: key, value };
}

/** What a digit says to a question: a number of its scale, or one of its options by place. */
export function byDigit(
  { type, options, lowest, highest }: Question,
  digit: number,
  before: QuestionAnswer | undefined,
): QuestionAnswer | undefined {
  if (type === 'scale') return digit >= lowest && digit <= highest ? digit : before;
  const option = options[digit - 1];
  if (option === undefined) return before;
  if (type === 'single') return option;
  if (type !== 'multiple') return before;
  const chosen = Array.isArray(before) ? before : [];
  return chosen.includes(option) ? chosen.filter((one) => one !== option) : [...chosen, option];
}
