import type { JudgementRow, PairwiseTask } from '@heed/schema';
import type { RewardFunction } from '../shared/reward-function.ts';
import { idOf } from './pairs.ts';

/** The higher score wins; a difference of zero or under the margin is a tie. */
export function judgeTask(task: PairwiseTask, score: RewardFunction, minimumMargin: number): JudgementRow {
  const [first, second] = task.candidates;
  const difference = score(task.prompt, first.text) - score(task.prompt, second.text);
  const isTie = difference === 0 || Math.abs(difference) < minimumMargin;
  return {
    judgementId: idOf(task.taskId, score.judge),
    taskId: task.taskId,
    promptId: task.promptId,
    prompt: task.prompt,
    firstId: first.id,
    firstText: first.text,
    secondId: second.id,
    secondText: second.text,
    answer: isTie ? 'tie' : difference > 0 ? 'first' : 'second',
    labeler: score.judge,
    labelerKind: 'judge',
    round: 1,
  };
}
