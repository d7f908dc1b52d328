import type { PairwiseTask, ShownTask } from '@heed/schema';
import { digestOf } from '../canonical.ts';

/** The two candidates in the order in which this labeler sees them; it follows from task and labeler alone. */
export function shownOrder(task: PairwiseTask, labeler: string): PairwiseTask['candidates'] {
  const [a, b] = task.candidates;
  const swapped = Number.parseInt(digestOf([task.taskId, labeler]).slice(0, 2), 16) % 2 === 1;
  return swapped ? [b, a] : [a, b];
}

/** What the labeler's browser gets: texts, and no word on where they came from. */
export function showTask(task: PairwiseTask, labeler: string): ShownTask {
  const [first, second] = shownOrder(task, labeler);
  return { taskId: task.taskId, prompt: task.prompt, first: first.text, second: second.text };
}
