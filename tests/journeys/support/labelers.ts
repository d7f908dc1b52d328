import { randomUUID } from 'node:crypto';
import { pairAnswer } from '@heed/labeling/testing.ts';
import type { Served } from './served.ts';

/** How somebody judges pairs: those who read prefer the longer answer, the others take whatever stands first. */
export interface Judging {
  labeler: string;
  reads: boolean;
  answers: number;
}

/** Lets somebody judge pairs of a batch, by the API. */
export async function judge({ api }: Served, run: string, { labeler, reads, answers }: Judging) {
  const at = { run, node: 'labeling', labeler, ahead: 0 };
  let { tasks } = await api.labeling.work.mutate({ ...at, active: true });
  for (let count = 0; count < answers; count++) {
    const [task] = tasks;
    if (!task) throw new Error(`Nothing is left for ${labeler}.`);
    const [first, second] = task.candidates.map(({ text }) => text.length) as [number, number];
    const choice = count === 3 ? 'tie' : reads && second > first ? 'second' : 'first';
    const timeMs = reads ? 5000 + count * 100 : 300;
    const answer = { taskId: task.taskId, ...pairAnswer(choice), timeMs, idempotencyKey: randomUUID() };
    ({ tasks } = await api.labeling.answer.mutate({ ...at, answer }));
  }
}
