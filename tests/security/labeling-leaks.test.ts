import { randomUUID } from 'node:crypto';
import { pairAnswer } from '@heed/labeling/testing.ts';
import { expect, it } from 'vitest';
import { graph } from '../execution/graphs.ts';
import { TestRunner } from '../execution/harness.ts';
import { enter, serveTest, type TestServer } from '../execution/server.ts';

interface Work {
  name: string;
  tasks: { taskId: string }[];
}

/** A labeler's browser that keeps all that it ever received: addresses, headers and bodies. */
async function browser(server: TestServer, link: string, run: string, labeler: string) {
  const seen: string[] = [];
  const cookie = await enter(link);
  const place = { run, node: 'people', labeler };
  const keep = async (answer: Response) => {
    const text = await answer.text();
    seen.push(answer.url, JSON.stringify([...answer.headers]), text);
    return (JSON.parse(text) as { result?: { data: unknown } }).result?.data;
  };
  const post = async (path: string, more: object = {}) =>
    keep(await server.post(`/trpc/labeling.${path}`, { ...place, ...more }, { cookie }));
  const recent = async () => {
    const input = encodeURIComponent(JSON.stringify(place));
    return keep(await server.get(`/trpc/labeling.recent?input=${input}`, { cookie }));
  };
  const judge = async () => {
    const { tasks } = (await post('work')) as Work;
    const answer = {
      taskId: tasks[0]?.taskId,
      timeMs: 9,
      idempotencyKey: randomUUID(),
      ...pairAnswer('first'),
    };
    await post('answer', { answer });
  };
  return { seen, post, recent, judge };
}

it('nothing that a labeler receives tells where a candidate came from, what its id is, or who else labels', async () => {
  await using heed = await TestRunner.open();
  await using server = await serveTest(heed.runner);
  const { id } = await heed.run(
    graph({ people: { kind: 'ask', pairs: 12, overlap: 2, author: 'tuned-model-7' } }),
  );
  const link = `${server.url}/label/${id}/people?token=${heed.runner.access.inviteToken({ run: id, node: 'people' })}`;
  const other = await browser(server, link, id, 'Somebody else');
  for (let count = 0; count < 4; count++) await other.judge();
  const ada = await browser(server, link, id, 'Ada');
  for (let count = 0; count < 6; count++) await ada.judge();
  await ada.recent();
  await ada.post('undo');
  await ada.post('work', { ahead: 5 });
  const all = ada.seen.join('\n');
  expect(all).toContain('Answer A0');
  for (const secret of [
    'tuned-model',
    'task-0',
    '"p0"',
    'Somebody',
    'gold',
    'selection',
    'informative',
    'model"',
  ])
    expect(all, secret).not.toContain(secret);
  const keys = heed.runner.database.prepare('SELECT secret, id FROM label_sets').all() as {
    secret: string;
    id: string;
  }[];
  const tasks = heed.runner.database.prepare('SELECT id FROM tasks').pluck().all() as string[];
  for (const secret of [...keys.flatMap(Object.values), ...tasks]) expect(all).not.toContain(secret);
});

it('who takes a name that is taken is somebody else, with nothing of the first one in reach', async () => {
  await using heed = await TestRunner.open();
  await using server = await serveTest(heed.runner);
  const { id } = await heed.run(graph({ people: { kind: 'ask', pairs: 4, overlap: 2 } }));
  const link = `${server.url}/label/${id}/people?token=${heed.runner.access.inviteToken({ run: id, node: 'people' })}`;
  const ada = await browser(server, link, id, 'Ada');
  await ada.judge();
  const { answers } = (await ada.recent()) as {
    answers: { judgementId: string; task: { taskId: string } }[];
  };
  const thief = await browser(server, link, id, 'Ada');
  expect(await thief.recent()).toEqual({ answers: [] });
  expect(await thief.post('undo')).toEqual({ task: null });
  expect(((await thief.post('work')) as Work).name).toBe('Ada 2');
  const { judgementId, task } = answers[0] ?? { judgementId: '', task: { taskId: '' } };
  const answer = { taskId: task.taskId, timeMs: 9, idempotencyKey: randomUUID(), ...pairAnswer('second') };
  expect(await thief.post('change', { judgementId, answer })).toBeUndefined();
  expect(await thief.post('answer', { answer })).toBeUndefined();
  expect(await ada.recent()).toEqual({ answers });
});
