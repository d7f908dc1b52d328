import { scaleOf, settings as settingsSchema } from '@heed/labeling/forms/rating/form.ts';
import type { RatingValue } from '@heed/labeling/forms/rating/value.ts';
import { type ShownTask, text } from '@heed/schema';
import type { Draft, FormKey } from '../draft.ts';
import type { Settings } from '../form.ts';
import { cannotJudgeKey, critiqueKeys } from '../parts/keys.ts';

type RatingDraft = Draft<RatingValue>;

/** The numbers that can be given. */
export function scale(settings: Settings): number[] {
  return scaleOf(settingsSchema.pick({ ratingScale: true }).parse(settings));
}

export function rate(draft: RatingDraft, rating: number): RatingDraft {
  return { ...draft, outcome: 'answered', value: { ...draft.value, rating } };
}

/** One step up or down the scale; from nowhere to its near end. */
function step(draft: RatingDraft, numbers: readonly number[], by: 1 | -1): RatingDraft {
  const start = by > 0 ? -1 : numbers.length;
  const now = draft.value.rating === undefined ? start : numbers.indexOf(draft.value.rating);
  const next = numbers[Math.min(numbers.length - 1, Math.max(0, now + by))];
  return next === undefined ? draft : rate(draft, next);
}

export function keys(_: ShownTask, settings: Settings): FormKey<RatingValue>[] {
  const numbers = scale(settings);
  return [
    ...numbers
      .filter((number) => number < 10)
      .map((number) => ({
        keys: [String(number)],
        title: text(`Give a ${number}`, `给 ${number} 分`),
        press: (draft: RatingDraft) => rate(draft, number),
      })),
    {
      keys: ['ArrowRight', 'ArrowUp'],
      title: text('One more', '加一分'),
      press: (draft) => step(draft, numbers, 1),
    },
    {
      keys: ['ArrowLeft', 'ArrowDown'],
      title: text('One less', '减一分'),
      press: (draft) => step(draft, numbers, -1),
    },
    cannotJudgeKey(),
    ...critiqueKeys<RatingValue>(settings),
  ];
}
