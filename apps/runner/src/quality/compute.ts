import { Worker } from 'node:worker_threads';
import type { Question } from '@heed/labeling/forms/questionnaire/questions.ts';
import type { Category } from '@heed/labeling/statistics/alpha.ts';
import type { QualityFigures } from '@heed/labeling/statistics/figures-schema.ts';
import type { JudgementRow } from '@heed/schema';

/** What figures are made of. */
export interface Judged {
  rows: JudgementRow[];
  /** Answers to tasks that only check labelers. */
  checks?: JudgementRow[];
  /** The right category of each task whose answer is known. */
  gold: [taskId: string, category: Category][];
  /** Those of a questionnaire. */
  questions?: Question[];
}

/**
 * Computes figures in a thread of its own, so that requests are answered meanwhile. When the signal fires the thread is
 * ended in the middle of what it does, and the promise rejects with the reason.
 */
export async function computeFigures(judged: Judged, signal: AbortSignal): Promise<QualityFigures> {
  signal.throwIfAborted();
  const { promise, resolve, reject } = Promise.withResolvers<QualityFigures>();
  const thread = new Worker(new URL('./figures-thread.ts', import.meta.url), { workerData: judged });
  const stop = () => {
    reject(signal.reason);
    void thread.terminate();
  };
  signal.addEventListener('abort', stop);
  thread.once('message', resolve);
  thread.once('error', reject);
  thread.once('exit', () => {
    signal.removeEventListener('abort', stop);
    reject(new Error('The thread that computes the figures of a batch ended before it had them.'));
  });
  return promise;
}
