import type { LabelingTask, ShownTask } from '@heed/schema';
import { digestOf } from '../canonical.ts';

/** The candidates in the order in which this labeler sees them; it follows from task and labeler alone. */
export function shownOrder(task: LabelingTask, labeler: string): LabelingTask['candidates'] {
  const drawn = task.candidates.map((candidate) => ({
    candidate,
    place: digestOf([task.taskId, labeler, candidate.id]),
  }));
  return drawn.toSorted((a, b) => (a.place < b.place ? -1 : 1)).map(({ candidate }) => candidate);
}

/** How a candidate is named in a labeler's browser. */
export function slotOf(place: number): string {
  return `c${place + 1}`;
}

/** What the labeler's browser gets: texts, and no word on where they came from. */
export function showTask(task: LabelingTask, labeler: string): ShownTask {
  const candidates = shownOrder(task, labeler).map(({ text }, place) => ({ slot: slotOf(place), text }));
  return { taskId: task.taskId, prompt: task.prompt, candidates };
}
