import { randomUUID } from 'node:crypto';
import { type Choice, pairAnswer } from '@heed/labeling/testing.ts';
import type { Answer, ShownTask } from '@heed/schema';
import type { Services } from '../../apps/runner/src/api/services.ts';

type Desk = Pick<Services['labeling'], 'work' | 'answer' | 'undo' | 'recent' | 'change'>;

interface About {
  node?: string;
  /** Of the browser; by default one for each name. */
  session?: string;
}

/** A person who opens tasks and answers them. */
export function person(
  desk: Desk,
  run: string,
  name: string,
  { node = 'people', session = name }: About = {},
) {
  const at = { run, node, labeler: name };
  const give = (taskId: string, choice: Choice = 'first'): Answer => {
    return { taskId, ...pairAnswer(choice), timeMs: 900, idempotencyKey: randomUUID() };
  };
  const work = (ahead = 0, active = true) => desk.work({ ...at, ahead, active }, session);
  const answer = (given: Answer, ahead = 0) => desk.answer({ ...at, answer: given, ahead }, session);
  return {
    give,
    work,
    answer,
    /** The task to answer now. */
    task: (): ShownTask | undefined => work().tasks[0],
    /** Opens the next task and answers it; gives its prompt, or nothing when there is none. */
    judge(choice?: Choice): string | undefined {
      const [task] = work().tasks;
      if (task) answer(give(task.taskId, choice));
      return task?.prompt;
    },
    undo: () => desk.undo(at, session),
    recent: () => desk.recent(at, session).answers,
    change: (judgementId: string, given: Answer) =>
      desk.change({ ...at, judgementId, answer: given, ahead: 0 }, session),
  };
}

export type Person = ReturnType<typeof person>;
