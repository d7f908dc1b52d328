import { plant } from '@heed/labeling/statistics/planted.ts';
import { personJudgement } from '@heed/labeling/testing.ts';
import type { JudgementRow } from '@heed/schema';
import { expect, test } from 'vitest';
import { computeFigures } from './compute.ts';
import { SharedWork } from './shared-work.ts';

const rows = plant({ seed: 1, labelers: 4, prompts: 6, candidates: 2, overlap: 2 }).comparisons.map(
  ({ prompt, labeler, verdict }): JudgementRow => {
    const candidates = ['a', 'b'].map((id) => ({ id: `${prompt}-${id}`, text: id, model: null }));
    const task = { taskId: prompt, promptId: prompt, prompt, language: 'en', candidates };
    const chosen = candidates[verdict === 1 ? 0 : 1]?.id;
    return personJudgement(task, labeler, { outcome: 'answered', value: { chosen } });
  },
);

test('a thread makes the figures, unless it is ended before', async () => {
  const stop = new AbortController();
  expect(await computeFigures({ rows, gold: [] }, stop.signal)).toMatchObject({ judgements: 12 });
  const ended = computeFigures({ rows, gold: [] }, stop.signal);
  stop.abort(new Error('closed'));
  await expect(ended).rejects.toThrow('closed');
  await expect(computeFigures({ rows, gold: [] }, stop.signal)).rejects.toThrow('closed');
});

test('shared work is ended when the last who waits has left, and not before', async () => {
  const work = new SharedWork<never>(
    (signal) =>
      new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason as Error))),
  );
  const pages = [new AbortController(), new AbortController()];
  const waits = pages.map((page) => work.wait(page.signal).catch((error: Error) => error.message));
  pages[0]?.abort(new Error('one left'));
  expect(await waits[0]).toBe('one left');
  expect(work.isUnderWay).toBe(true);
  pages[1]?.abort(new Error('the other left'));
  expect(await waits[1]).toBe('the other left');
  expect(work.isUnderWay).toBe(false);
  await expect(work.result).rejects.toThrow('Nobody waits for these figures any more.');
});
