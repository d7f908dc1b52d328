import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import type { JudgementEvent } from '@heed/labeling/formats/events/event.ts';
import { type Graph, parseGraphText, type ShownTask } from '@heed/schema';
import { expect, it } from 'vitest';
import { mediaTypeOf } from '../../apps/runner/src/artifacts/media-types.ts';
import { TestRunner } from './harness.ts';
import { person } from './labelers.ts';
import { enter, serveTest } from './server.ts';

const root = join(import.meta.dirname, '../..');
const kindsFolder = join(root, 'packages/nodes');

/** A template of media, whose table is named by its whole path. */
function template(name: 'image' | 'audio' | 'video'): Graph {
  const file = join(root, 'templates', `${name}-preference.json`);
  const graph = parseGraphText(readFileSync(file, 'utf8'), file);
  const nodes = graph.nodes.map((node) =>
    node.kind === 'media-source'
      ? { ...node, config: { ...node.config, file: join(root, 'templates', String(node.config.file)) } }
      : node,
  );
  return { ...graph, nodes };
}

it.each([
  ['image', 'image/png', /steady|shaky/],
  ['audio', 'audio/wav', /clean|noisy/],
  ['video', 'video/webm', /smooth|jerky/],
] as const)(
  '%s files reach the labeler they lie before, and nobody else, without a word on their maker',
  async (name, type, maker) => {
    await using heed = await TestRunner.open({ kindsFolder });
    await using server = await serveTest(heed.runner);
    const run = await heed.run(template(name));
    expect(run.state).toBe('waiting_human');
    const work = await server.post('/trpc/labeling.work', {
      ...{ run: run.id, node: 'labeling', labeler: 'Ada', ahead: 0, active: true },
    });
    const told = await work.text();
    const [task] = (JSON.parse(told).result.data as { tasks: ShownTask[] }).tasks;
    const [first, second] = task?.candidates.map(({ media }) => media) ?? [];
    expect([first?.type, second?.type]).toEqual([type, type]);
    expect(told).not.toMatch(maker);
    // files are named by the digest of their content, which would tell equals apart from others
    expect(told).not.toMatch(/[0-9a-f]{64}|completions|artifact/);

    const url = first?.url ?? '';
    const answer = await server.get(url);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe(type);
    expect(answer.headers.get('content-security-policy')).toBe("sandbox; default-src 'none'");
    expect(answer.headers.get('etag')).toBeNull();
    expect(JSON.stringify([...answer.headers])).not.toMatch(maker);
    const bytes = Buffer.from(await answer.arrayBuffer());
    expect(bytes.toString('latin1')).not.toMatch(maker);
    const part = await server.get(url, { cookie: server.cookie, range: 'bytes=4-9' });
    expect([part.status, Buffer.from(await part.arrayBuffer())]).toEqual([206, bytes.subarray(4, 10)]);
    const beyond = await server.get(url, { cookie: server.cookie, range: `bytes=${bytes.length}-` });
    expect(beyond.status).toBe(416);

    expect((await server.get(url, {})).status).toBe(401);
    const invite = heed.runner.services.access.invite({ run: run.id, node: 'labeling' }, 'owner');
    const other = await enter(invite.url);
    expect(other).toContain('heed_');
    expect((await server.get(url, { cookie: other })).status).toBe(404);
    expect((await server.get(url.replace(/c1$/, 'c9'))).status).toBe(404);
  },
);

it('pictures named by tables that were made of them are shown there too, and nothing else is', async () => {
  await using heed = await TestRunner.open({ kindsFolder });
  await using server = await serveTest(heed.runner);
  const drawn = template('image');
  const labeling = drawn.nodes.find(({ kind }) => kind === 'human-labeling');
  // one task is judged, so that the run goes on to the judgements and their scores
  const small = drawn.nodes.map((node) =>
    node.kind === 'media-source' ? { ...node, config: { ...node.config, limit: 1 } } : node,
  );
  const run = await heed.run({ ...drawn, nodes: small });
  const place = { run: run.id, node: labeling?.id ?? '', labeler: 'Ada', ahead: 0 };
  const work = await server.post('/trpc/labeling.work', { ...place, active: true });
  const [task] = ((await work.json()) as { result: { data: { tasks: ShownTask[] } } }).result.data.tasks;
  const given = { outcome: 'answered', value: { chosen: 'c1' }, timeMs: 9, idempotencyKey: 'media-answer' };
  await server.post('/trpc/labeling.answer', { ...place, answer: { ...given, taskId: task?.taskId } });
  await heed.until(run.id, ({ payload }) => payload.type === 'run-state' && payload.state === 'succeeded');
  const made = (type: string) =>
    heed.runner.database.prepare('SELECT id FROM artifacts WHERE type = ?').pluck().get(type) as string;
  const { files } = heed.runner.artifacts.open(made('completions')).manifest;
  const picture = files.find(({ path }) => path.startsWith('media/'))?.path ?? '';
  for (const type of ['judgements', 'preferences', 'ratings']) {
    const answer = await server.get(`/artifacts/${made(type)}/media/${picture}`);
    expect([type, answer.status]).toEqual([type, 200]);
    expect(mediaTypeOf(Buffer.from(await answer.arrayBuffer()))).toBe('image/png');
  }
  expect((await server.get(`/artifacts/${made('ratings')}/media/media/none.png`)).status).toBe(404);
});

it('an answer that reports too little playing is refused in one sentence, whoever sends it; what was played is kept', async () => {
  await using heed = await TestRunner.open({ kindsFolder });
  const run = await heed.run(template('audio'));
  const { labeling, labels } = heed.runner.services;
  const ada = person(labeling, run.id, 'Ada', { node: 'labeling' });
  const taskId = ada.task()?.taskId ?? '';
  const give = (played?: Record<string, number>) => ({ ...ada.give(taskId), ...(played && { played }) });
  expect(() => ada.answer(give())).toThrow('Hear sound 1 to its end first: 0% so far.');
  expect(() => ada.answer(give({ c1: 1, c2: 0.5 }))).toThrow('Hear sound 2 to its end first: 50% so far.');
  expect(() => ada.answer(give({ c1: 1, c9: 1 }))).toThrow('Hear sound 2 to its end first: 0% so far.');
  expect(ada.recent()).toEqual([]);
  ada.answer(give({ c1: 1, c2: 0.904 }));

  // what was said of it can be changed without hearing it again, as long as it is this task
  const [given] = ada.recent();
  ada.change(given?.judgementId ?? '', { ...ada.give(taskId, 'second') });
  ada.undo();
  ada.answer({ ...ada.give(taskId, 'tie'), played: { c1: 0.2 } });

  // passing over needs no playing, but an answer in its place does
  const [next] = ada.work().tasks;
  ada.answer({ ...ada.give(next?.taskId ?? ''), outcome: 'skipped', value: {} });
  const skipped = ada.recent()[0]?.judgementId ?? '';
  expect(() => ada.change(skipped, ada.give(next?.taskId ?? ''))).toThrow('Hear sound 1 to its end first');
  ada.change(skipped, { ...ada.give(next?.taskId ?? ''), played: { c1: 0.95, c2: 1 } });

  const place = { run: run.id, node: 'labeling' };
  const lines = (await text(Readable.from(labels.export({ place, format: 'heed' }).body))).trim().split('\n');
  const events = lines.map((line) => JSON.parse(line) as JudgementEvent);
  const shares = events.map(({ played }) => Object.values(played ?? {}));
  expect(shares).toEqual([[1, 0.904], [1, 0.904], [1, 0.904], [1, 0.904], [], [0.95, 1]]);
  for (const { played, candidates } of events.filter(({ outcome }) => outcome === 'answered'))
    expect(Object.keys(played ?? {})).toEqual(candidates.map(({ id }) => id));
});
