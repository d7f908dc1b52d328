import type { JudgementRow, PairwiseTask } from '@heed/schema';
import type { Scorer } from '../shared/scorer.ts';
import { idOf } from './pairs.ts';

/** The higher score wins; a difference of zero or under the margin is a tie. */
export async function judgeTasks(
  tasks: readonly PairwiseTask[],
  scorer: Pick<Scorer, 'score' | 'judge'>,
  minimumMargin: number,
): Promise<JudgementRow[]> {
  const texts = tasks.flatMap(({ prompt, candidates }) =>
    candidates.map((candidate) => ({ prompt, completion: candidate.text })),
  );
  const scores = await scorer.score(texts);
  return tasks.map((task, index) => {
    const difference = (scores[2 * index] as number) - (scores[2 * index + 1] as number);
    return judgement(task, difference, scorer.judge, minimumMargin);
  });
}

/** The judgement of a judge whose score of the first answer leads by `difference`. */
function judgement(
  task: PairwiseTask,
  difference: number,
  judge: string,
  minimumMargin: number,
): JudgementRow {
  const [first, second] = task.candidates;
  const isTie = difference === 0 || Math.abs(difference) < minimumMargin;
  return {
    judgementId: idOf(task.taskId, judge),
    taskId: task.taskId,
    promptId: task.promptId,
    prompt: task.prompt,
    firstId: first.id,
    firstText: first.text,
    secondId: second.id,
    secondText: second.text,
    answer: isTie ? 'tie' : difference > 0 ? 'first' : 'second',
    labeler: judge,
    labelerKind: 'judge',
    round: 1,
  };
}
