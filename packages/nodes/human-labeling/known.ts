import { createRandom } from '@heed/engine/random';
import type { LabelingForm } from '@heed/labeling/contract/form.ts';
import { BadRecord, textOf } from '@heed/labeling/formats/feedback.ts';
import { type KnownTask, type LabelingTask, type NodeContext, NodeError, text } from '@heed/schema';
import { has, textIn } from '../feedback-source/cells.ts';
import { readRecords } from '../shared/files/read-records.ts';
import { checkKnown, qualitiesOf } from '../shared/known-answers.ts';
import { detectLanguage } from '../shared/language.ts';
import { promptIdOf } from '../shared/prompt-id.ts';
import { idOf, type KnownCandidate } from './tasks.ts';

/** What nobody need say of a task whose answer is known. */
const leniently = { critique: 'off', askStrength: false };
/** Of a file of known answers every comparison checks, as far as one page can show it. */
const ALL = { pairsPerPrompt: 1000, ratedPerPrompt: 1000 };
const GOLD = 'gold';

type Context = NodeContext<{ goldFile: string } & Record<string, unknown>>;

/** The tasks among those asked whose right answer a column of the source tells. */
export function knownAmong(
  form: LabelingForm,
  tasks: readonly LabelingTask[],
  candidates: readonly KnownCandidate[],
  settings: Record<string, unknown>,
): KnownTask[] {
  const quality = new Map(candidates.flatMap(({ id, gold }) => (gold === null ? [] : [[id, gold] as const])));
  if (quality.size === 0) return [];
  return tasks.flatMap((task) => {
    const ids = task.candidates.map(({ id }) => id);
    const right = form.known?.(quality, ids);
    if (!right) return [];
    const value = form.value.safeParse(right.value);
    const wrong = value.success
      ? form.check({ ...right, value: value.data }, ids, { ...settings, ...leniently })
      : text('Choose a whole number.', '请选择整数。');
    if (wrong) throw notAnAnswer(form, task, right.value);
    return [{ task, outcome: right.outcome, value: right.value as Record<string, unknown> }];
  });
}

/** The tasks of a file whose answers are all known; none of them is asked but as a check. */
export async function knownInFile(
  context: Context,
  form: LabelingForm,
  settings: Record<string, unknown>,
): Promise<KnownTask[]> {
  const { config, seed } = context;
  if (config.goldFile === '') return [];
  const file = { file: config.goldFile, format: 'auto', limit: 0, onBadLine: 'stop' } as const;
  const { records } = await readRecords<{ candidates: KnownCandidate[] }>(
    { ...context, config: file },
    (fields) => {
      try {
        return { candidates: candidatesOf(fields) };
      } catch (error) {
        if (error instanceof BadRecord) return { bad: error.clause };
        throw error;
      }
    },
  );
  const candidates = records.flatMap((record) => record.candidates);
  checkKnown(candidates, { file: config.goldFile, goldColumn: GOLD });
  const { tasks } = form.tasks(candidates, { ...settings, ...ALL }, createRandom(seed).fork('known'));
  const named = tasks.map((task) => {
    const ids = task.candidates.map(({ id }) => id);
    return { ...task, taskId: idOf('known', form.form, task.promptId, ...ids) };
  });
  const known = knownAmong(form, named, candidates, settings);
  if (known.length === 0) throw nothingKnown(form, config.goldFile);
  return known;
}

/** A pair that says itself which is better, or answers with a column that says how good they are. */
function candidatesOf(fields: Record<string, unknown>): KnownCandidate[] {
  const prompt = textIn(fields, 'prompt');
  const language = has(fields, 'language') ? textIn(fields, 'language').trim() : detectLanguage(prompt);
  const promptId = promptIdOf(prompt);
  const toCandidate = (answer: string, gold: number | null): KnownCandidate => ({
    ...{ id: idOf('known', prompt, answer), text: answer, model: null, promptId, prompt, language, gold },
  });
  if (has(fields, 'chosen'))
    return [toCandidate(textIn(fields, 'chosen'), 1), toCandidate(textIn(fields, 'rejected'), 0)];
  const cell = fields.completion;
  const answers = Array.isArray(cell)
    ? cell.map((one) => textOf(one, 'completion'))
    : [textIn(fields, 'completion')];
  const qualities = qualitiesOf(fields[GOLD], answers, GOLD);
  return answers.map((answer, place) => toCandidate(answer, qualities[place] ?? null));
}

function notAnAnswer({ title }: LabelingForm, { prompt }: LabelingTask, value: unknown): NodeError {
  const [short, said] = [prompt.slice(0, 60), JSON.stringify(value)];
  return new NodeError(
    text(
      `The known answer ${said} to "${short}" cannot be given with the form "${title.en}" as it is set; correct the known answer, or the form.`,
      `“${short}”的已知答案 ${said} 不符合表单“${title.zh}”的当前设置；请更正已知答案或表单。`,
    ),
  );
}

function nothingKnown({ title }: LabelingForm, file: string): NodeError {
  return new NodeError(
    text(
      `${file} gives no task with a known answer for the form "${title.en}"; give each prompt answers of which the right one is known.`,
      `${file} 没有为表单“${title.zh}”给出任何有已知答案的任务；请为每个提示给出已知正确者的回答。`,
    ),
  );
}
