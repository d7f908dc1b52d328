import { questionSchema } from '@heed/labeling/forms/questionnaire/questions.ts';
import { describe, expect, it } from 'vitest';
import { answerTo, askedOf, byDigit, type QuestionnaireDraft, withAnswer } from './answers.ts';
import { current, keys } from './keys.ts';

const settings = {
  questions: [
    { id: 'helpful', type: 'scale' },
    { id: 'flaws', type: 'multiple', options: ['wrong', 'rude'] },
    { id: 'best', type: 'single', options: ['yes', 'no'], perAnswer: false },
  ].map((question) => questionSchema.parse(question)),
};
const task = {
  ...{ taskId: 't', prompt: 'Why?' },
  candidates: [
    { slot: 'c1', text: 'one' },
    { slot: 'c2', text: 'two' },
  ],
};
const asked = askedOf(['c1', 'c2'], settings);
const press = (draft: QuestionnaireDraft, ...pressed: string[]) =>
  pressed.reduce(
    (now, key) =>
      keys(task, settings)
        .find((one) => one.keys.includes(key))
        ?.press(now) ?? now,
    draft,
  );

describe('a questionnaire', () => {
  it('asks of each answer, then of all', () => {
    expect(asked.map(({ key }) => key)).toEqual([
      'c1:helpful',
      'c1:flaws',
      'c2:helpful',
      'c2:flaws',
      ':best',
    ]);
  });

  it('is filled in by digits alone, from question to question', () => {
    const draft = press({ value: {} }, '4', '1', '2', 'ArrowDown', '2', 'ArrowDown', '2');
    expect(draft).toMatchObject({
      outcome: 'answered',
      value: {
        each: { c1: { helpful: 4, flaws: ['wrong', 'rude'] }, c2: { helpful: 2 } },
      },
    });
    expect(press(draft, 'ArrowDown', '1').value.overall).toEqual({ best: 'yes' });
  });

  it('starts at the first question without an answer, and ignores digits that say nothing', () => {
    expect(current({ value: {} }, asked)?.key).toBe('c1:helpful');
    expect(press({ value: {} }, '9')).toEqual({ value: {}, focus: 'c1:helpful' });
    const [scale, many, once] = settings.questions;
    expect([scale && byDigit(scale, 0, 3), once && byDigit(once, 3, 'no')]).toEqual([3, 'no']);
    expect(many && byDigit(many, 1, ['wrong', 'rude'])).toEqual(['rude']);
  });

  it('takes an answer back', () => {
    const [first] = asked;
    if (!first) throw new Error('nothing asked');
    const draft = withAnswer(withAnswer({ value: {} }, first, 3), first, undefined);
    expect(answerTo(draft, first)).toBeUndefined();
  });
});
