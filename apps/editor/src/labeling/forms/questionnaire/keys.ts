import type { QuestionnaireValue } from '@heed/labeling/forms/questionnaire/value.ts';
import { type ShownTask, text } from '@heed/schema';
import type { FormKey } from '../draft.ts';
import type { Settings } from '../form.ts';
import { cannotJudgeKey } from '../parts/keys.ts';
import { type Asked, answerTo, askedOf, byDigit, type QuestionnaireDraft, withAnswer } from './answers.ts';

/** The question that the keys speak of: the one in focus, else the first without an answer. */
export function current(draft: QuestionnaireDraft, asked: readonly Asked[]): Asked | undefined {
  return (
    asked.find(({ key }) => key === draft.focus) ??
    asked.find((one) => answerTo(draft, one) === undefined) ??
    asked[0]
  );
}

/** Answers the question in focus and goes on to the next, unless several options can be chosen. */
function answer(draft: QuestionnaireDraft, asked: readonly Asked[], digit: number): QuestionnaireDraft {
  const one = current(draft, asked);
  if (!one) return draft;
  const before = answerTo(draft, one);
  const said = byDigit(one.question, digit, before);
  if (said === before) return { ...draft, focus: one.key };
  const next = one.question.type === 'multiple' ? one : (asked[asked.indexOf(one) + 1] ?? one);
  return { ...withAnswer(draft, one, said), focus: next.key };
}

function step(draft: QuestionnaireDraft, asked: readonly Asked[], by: 1 | -1): QuestionnaireDraft {
  const now = asked.findIndex(({ key }) => key === draft.focus);
  const next = asked[Math.max(0, Math.min(asked.length - 1, now + by))];
  return next ? { ...draft, focus: next.key } : draft;
}

export function keys({ candidates }: ShownTask, settings: Settings): FormKey<QuestionnaireValue>[] {
  const asked = askedOf(
    candidates.map(({ slot }) => slot),
    settings,
  );
  return [
    {
      keys: ['ArrowDown'],
      title: text('Next question', '下一个问题'),
      press: (draft) => step(draft, asked, 1),
    },
    {
      keys: ['ArrowUp'],
      title: text('Question before', '上一个问题'),
      press: (draft) => step(draft, asked, -1),
    },
    ...Array.from({ length: 10 }, (_, digit) => ({
      keys: [String(digit)],
      title: text(`Answer with ${digit}, or option ${digit}`, `以 ${digit} 或第 ${digit} 个选项作答`),
      press: (draft: QuestionnaireDraft) => answer(draft, asked, digit),
    })),
    cannotJudgeKey(),
  ];
}
