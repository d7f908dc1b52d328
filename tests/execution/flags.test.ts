import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { completionRow, TABLE_FILE } from '@heed/schema';
import { writeTable } from '@heed/tables';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { graph } from './graphs.ts';
import { TestRunner } from './harness.ts';

const rows = [
  ['Hello?', 'Hi.'],
  ['Hello?', 'Go away.'],
  ['Hello?', 'Hi.'],
  ['Bye?', 'See you.'],
].map(([prompt = '', completion = ''], index) => ({
  prompt,
  completion,
  update: index + 1,
}));
const schema = completionRow.pick({ prompt: true, completion: true }).extend({ update: z.int() });

/** A runner with a run, and a table of answers. */
async function withAnswers() {
  const heed = await TestRunner.open();
  const { artifacts, services } = heed.runner;
  const folder = join(await artifacts.stage('answers'), 'completions');
  mkdirSync(folder, { recursive: true });
  await writeTable(join(folder, TABLE_FILE), schema, rows);
  const about = { facts: {}, summary: [] };
  const published = await artifacts.publish('answers', 'completions', 'completions', about);
  artifacts.add(published, Date.now());
  const run = await heed.run(graph({ a: { kind: 'emit' } }));
  const add = (prompt: string, ...answers: string[]) =>
    services.flags.add({ run: run.id, node: 'a', artifact: published.id, prompt, answers }, 'Ada').id;
  return { heed, services, run, add, [Symbol.asyncDispose]: () => heed[Symbol.asyncDispose]() };
}

describe('flags', () => {
  it('are kept once with who set them and what was seen, can be noted and taken away', async () => {
    await using seen = await withAnswers();
    const { services, run, add } = seen;
    const id = add('Hello?', 'Go away.');
    expect(add('Hello?', 'Go away.')).toBe(id);
    services.flags.note({ id, note: 'rude' });
    add('Bye?', 'See you.');
    const listed = services.flags.list({ run: run.id });
    expect(listed.map(({ prompt, note, author }) => [prompt, note, author]).toSorted()).toEqual([
      ['Bye?', '', 'Ada'],
      ['Hello?', 'rude', 'Ada'],
    ]);
    services.flags.remove(id);
    expect(services.flags.list({})).toHaveLength(1);
    expect(() => services.flags.remove(id)).toThrow(/There is no flag/);
    expect(services.flags.list({ run: 'another' })).toEqual([]);
    expect(() => services.flags.add({ run: 'none', node: 'a', prompt: '', answers: [''] }, 'Ada')).toThrow(
      /There is no run none/,
    );
  });

  it('are sent to labelers with the other answers to their prompts, each once', async () => {
    await using seen = await withAnswers();
    const { heed, services, add } = seen;
    const [rude, single] = [add('Hello?', 'Go away.'), add('Bye?', 'See you.')];
    const sent = await services.flags.send({ ids: [rude, single], name: 'Look again' }, 'Ada');
    expect(sent).toMatchObject({ prompts: 1, answers: 2, leftOut: 1 });
    const made = services.graphs.get(sent.graph).graph;
    expect([made.name, made.nodes.map(({ kind }) => kind)]).toEqual([
      'Look again',
      ['answer-source', 'human-labeling'],
    ]);
    const path = String(made.nodes[0]?.config.file).replace('upload:', '');
    const line = JSON.parse(readFileSync(join(heed.runner.uploads, path), 'utf8'));
    expect(line).toEqual({ prompt: 'Hello?', completion: ['Go away.', 'Hi.'] });
    const sentTo = new Map(services.flags.list({}).map((flag) => [flag.id, flag.sentTo]));
    expect([sentTo.get(rude), sentTo.get(single)]).toEqual([sent.graph, undefined]);
    await expect(services.flags.send({ ids: [single], name: 'x' }, 'Ada')).rejects.toThrow(
      /nothing to compare/,
    );
  });
});
