import type { Judged, LabelingForm } from '@heed/labeling/contract/form.ts';
import { makeJudgementRow } from '@heed/labeling/contract/row.ts';
import { type JudgementRow, type LabelingTask, NodeError, text } from '@heed/schema';
import type { Scorer } from '../shared/scorer.ts';
import { idOf } from './tasks.ts';

type Scored = { id: string; score: number };

/** The higher score wins; a difference of zero or under the margin is a tie. */
function judgePair([first, second]: readonly Scored[], minimumMargin: number): Judged<unknown> {
  const difference = (first?.score ?? 0) - (second?.score ?? 0);
  if (difference === 0 || Math.abs(difference) < minimumMargin) return { outcome: 'tie', value: {} };
  return { outcome: 'answered', value: { chosen: (difference > 0 ? first : second)?.id } };
}

/** From the highest score to the lowest; those closer than the margin to the one before are equal to it. */
function judgeRanking(scored: readonly Scored[], minimumMargin: number): Judged<unknown> {
  const groups: Scored[][] = [];
  for (const one of scored.toSorted((a, b) => b.score - a.score)) {
    const last = groups.at(-1)?.at(-1);
    const isEqual = last && (last.score === one.score || last.score - one.score < minimumMargin);
    if (isEqual) groups.at(-1)?.push(one);
    else groups.push([one]);
  }
  return { outcome: 'answered', value: { groups: groups.map((group) => group.map(({ id }) => id)) } };
}

const judges: Record<string, typeof judgePair | undefined> = { pairwise: judgePair, ranking: judgeRanking };

/** Judges tasks by the scores of their candidates. Throws for forms that ask for more than an order. */
export async function judgeTasks(
  form: LabelingForm,
  tasks: readonly LabelingTask[],
  scorer: Pick<Scorer, 'score' | 'judge'>,
  minimumMargin: number,
): Promise<JudgementRow[]> {
  const judge = judges[form.form];
  if (!judge) throw cannotFillIn(form);
  const texts = tasks.flatMap(({ prompt, candidates }) =>
    candidates.map((candidate) => ({ prompt, completion: candidate.text })),
  );
  const scores = (await scorer.score(texts)).values();
  return tasks.map((task) => {
    const scored = task.candidates.map(({ id }) => ({ id, score: scores.next().value ?? 0 }));
    return judgement(form, task, scorer.judge, judge(scored, minimumMargin));
  });
}

function judgement(
  form: LabelingForm,
  task: LabelingTask,
  judge: string,
  judged: Judged<unknown>,
): JudgementRow {
  const order = task.candidates.map(({ id }) => id);
  return makeJudgementRow(
    form,
    {
      ...{ judgementId: idOf(task.taskId, judge), task, order, guidelineVersion: '' },
      ...{ labeler: judge, labelerKind: 'judge', timeMs: null, at: null, round: 1, selection: 'fixed' },
      ...{ late: false, counted: true, corrects: null },
    },
    judged,
  );
}

function cannotFillIn({ title }: LabelingForm): NodeError {
  return new NodeError(
    text(
      `A judge that gives scores cannot fill in the form "${title.en}"; choose the pairwise or the ranking form, or take the wire to the judge away.`,
      `给出分数的裁判无法填写表单“${title.zh}”；请选择成对选择或排序表单，或移除裁判的连线。`,
    ),
  );
}
