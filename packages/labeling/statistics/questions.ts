import { type Localized, text } from '@heed/schema';
import {
  type Answers,
  type Question,
  type QuestionAnswer,
  questionSchema,
} from '../forms/questionnaire/questions.ts';
import { value } from '../forms/questionnaire/value.ts';
import { type Category, krippendorffAlpha } from './alpha.ts';
import type { QualityFigures } from './figures-schema.ts';
import type { JudgedRow } from './judged.ts';

type QuestionFigures = QualityFigures['questions'][number];

/** Steps of a scale that are counted one by one; of a longer one the mean alone is told. */
const MOST_STEPS = 21;

/** What was said to a question, of a task or of one candidate in it. */
interface Said {
  task: string;
  unit: string;
  answer: QuestionAnswer;
}

/** The questions in the settings of a questionnaire; none of any other form. */
export function questionsIn(form: string, { questions }: Record<string, unknown>): Question[] {
  return form === 'questionnaire' ? questionSchema.array().parse(questions) : [];
}

/** Of each question: what was answered how often, its mean, and how much labelers agree on it. */
export function questionFigures(
  judged: readonly JudgedRow[],
  questions: readonly Question[],
): QualityFigures['questions'] {
  return questions.map((question) => {
    const said = judged.flatMap((one) => saidTo(question, one));
    const numbers = said.flatMap(({ answer }) => (typeof answer === 'number' ? [answer] : []));
    return {
      ...{ id: question.id, title: question.title, type: question.type, answered: said.length },
      mean: numbers.length > 0 ? numbers.reduce((sum, one) => sum + one, 0) / numbers.length : null,
      alpha: agreement(question, said),
      values: counts(question, said),
    };
  });
}

function saidTo({ id, perAnswer }: Question, { row, unit: task }: JudgedRow): Said[] {
  if (row.form !== 'questionnaire' || row.outcome !== 'answered') return [];
  const { overall, each = {} } = value.parse(JSON.parse(row.value));
  const given = (unit: string, answers: Answers | undefined): Said[] => {
    const answer = answers?.[id];
    return answer === undefined ? [] : [{ task, unit, answer }];
  };
  if (!perAnswer) return given(task, overall);
  return Object.entries(each).flatMap(([candidate, answers]) => given(`${task} ${candidate}`, answers));
}

/** Numbers have an order; of several options chosen together, equal choices are equal. Words are not compared. */
function agreement({ type }: Question, said: readonly Said[]): QuestionFigures['alpha'] {
  if (type === 'text') return null;
  const metric = type === 'scale' || type === 'number' ? 'ordinal' : 'nominal';
  const units = [...Map.groupBy(said, ({ unit }) => unit).values()].map((same) => ({
    cluster: same[0]?.task,
    values: same.map(({ answer }) => categoryOf(answer)),
  }));
  return { metric, ...krippendorffAlpha(units, { metric }) };
}

function categoryOf(answer: QuestionAnswer): Category {
  return Array.isArray(answer) ? JSON.stringify(answer.toSorted()) : answer;
}

/** How often each step or option was chosen, also those that never were. */
function counts({ type, options, optionsZh, lowest, highest }: Question, said: readonly Said[]) {
  const often = (wanted: string | number) =>
    said.filter(({ answer }) => [answer].flat().includes(wanted)).length;
  if (type === 'single' || type === 'multiple')
    return options.map((option, place) => ({
      title: text(option, optionsZh[place] || option),
      count: often(option),
    }));
  if (type !== 'scale' || highest - lowest >= MOST_STEPS) return [];
  return Array.from({ length: highest - lowest + 1 }, (_, step) => ({
    title: same(String(lowest + step)),
    count: often(lowest + step),
  }));
}

const same = (words: string): Localized => text(words, words);
