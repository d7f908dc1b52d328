import { field, text } from '@heed/schema';
import { z } from 'zod';
import { defineForm, type Judged } from '../../contract/form.ts';
import { byPrompt } from '../candidates.ts';
import { mustPlay, showAs } from '../fields.ts';
import { checkAnswers, type Question, questionSchema } from './questions.ts';
import { toRows } from './rows.ts';
import { standardQuestions } from './standard.ts';
import { type QuestionnaireValue, value } from './value.ts';

const showWhen = { field: 'form', is: ['questionnaire'] } as const;

export const settings = z.object({
  questions: field(
    z
      .array(questionSchema)
      .min(1)
      .max(20)
      .default(() => standardQuestions('text')),
    {
      title: text('Questions', '问题'),
      help: text(
        'Each with its own kind of answer. Left as they are, they are asked in other words where pictures, sounds or videos are judged; the preview shows them.',
        '每个问题有各自的作答方式。若未改动，评判图像、音频或视频时会换用相应的措辞；可在预览中查看。',
      ),
      widget: 'rules',
      showWhen,
    },
  ),
  answersShown: field(z.int().min(1).max(4).default(1), {
    title: text('Answers shown together', '一起展示的回答数'),
    help: text('Different answers to a prompt on one page.', '同一页上同一提示的不同回答数。'),
    unit: text('answers', '个'),
    showWhen,
  }),
  askedPerPrompt: field(z.int().min(1).max(1000).default(2), {
    title: text('Tasks a prompt', '每提示任务数'),
    help: text('How many such pages are made of the answers to a prompt.', '由一个提示的回答生成的页数。'),
    unit: text('tasks', '个任务'),
    showWhen,
  }),
  mustPlay,
  showAs,
});

/** Are these the questions of a questionnaire that nobody has changed? */
function isUnchanged(questions: readonly Question[]): boolean {
  return JSON.stringify(questions) === JSON.stringify(standardQuestions('text'));
}

/** The questions asked of each answer, and those asked once. */
export function sortQuestions(questions: readonly Question[]) {
  return {
    each: questions.filter(({ perAnswer }) => perAnswer),
    overall: questions.filter(({ perAnswer }) => !perAnswer),
  };
}

/** Chunks of `size`, the last one only where it is full. */
function inGroups<T>(items: readonly T[], size: number): T[][] {
  const groups = Math.floor(items.length / size);
  return Array.from({ length: groups }, (_, group) => items.slice(group * size, (group + 1) * size));
}

/** What was said to the only question there is, as far as it has categories. */
function onlyAnswer({ outcome, value: { overall = {}, each = {} } }: Judged<QuestionnaireValue>) {
  const all = [...Object.values(overall), ...Object.values(each).flatMap((one) => Object.values(one))];
  const [only] = all;
  return outcome === 'answered' && all.length === 1 && !Array.isArray(only) ? (only ?? null) : null;
}

/** Several questions about one answer or a few. */
export default defineForm({
  form: 'questionnaire',
  version: 1,
  title: text('Questionnaire', '问卷'),
  question: () => text('Answer the questions.', '请回答下列问题。'),
  settings,
  settingsFor: (asked, modality) =>
    isUnchanged(asked.questions) ? { ...asked, questions: standardQuestions(modality) } : asked,
  meaning: ({ questions }) => questions,
  value,
  outcomes: () => ['answered', 'cannot-judge'],
  tasks: (candidates, { answersShown, askedPerPrompt }, random) =>
    byPrompt(candidates, random, (different, own) =>
      inGroups(own.shuffle(different), answersShown).slice(0, askedPerPrompt),
    ),
  check: ({ outcome, value: { overall, each } }, slots, asked) => {
    if (outcome !== 'answered') return undefined;
    const sorted = sortQuestions(asked.questions);
    for (const slot of slots) {
      const missing = checkAnswers(sorted.each, each?.[slot]);
      if (missing) return missing;
    }
    return checkAnswers(sorted.overall, overall);
  },
  rename: ({ overall, each }, name) => ({
    ...(overall && { overall }),
    ...(each && {
      each: Object.fromEntries(Object.entries(each).map(([candidate, given]) => [name(candidate), given])),
    }),
  }),
  compare: () => [],
  category: onlyAnswer,
  columns: () => ({ chosenId: null, strength: null, critique: null, edit: null }),
  rows: (judgements, policy, { questions }) => toRows(judgements, policy, questions),
});
