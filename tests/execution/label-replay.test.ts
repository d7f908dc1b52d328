import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run as runLabeling } from '@heed/nodes/human-labeling/run.ts';
import spec from '@heed/nodes/human-labeling/spec.ts';
import { runNode, testContext } from '@heed/nodes/testing/index.ts';
import type { Manifest } from '@heed/schema';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { graph } from './graphs.ts';
import { type RunRecord, TestRunner } from './harness.ts';
import { person } from './labelers.ts';

const config = { pairsPerPrompt: 1, ties: 'half' as const, repeatRate: 0 };
const pipeline = graph(
  {
    answers: { kind: 'answer-source', file: 'answers.jsonl' },
    people: { kind: 'human-labeling', ...config },
  },
  'answers.completions > people.completions',
);
const ports = Object.keys(spec.outputs);

let heed: TestRunner;
/** Before and after an answer that came when the first run had gone on. */
let first: RunRecord;
let second: RunRecord;

const manifestOf = (run: RunRecord, port: string): Manifest =>
  heed.runner.artifacts.open(run.node('people').outputs[port] ?? '').manifest;

/** The node once more, on the same completions, with the answers that a manifest names. */
async function replay(run: RunRecord) {
  const { set = '', revision } = manifestOf(run, 'judgements').labels ?? {};
  const completions = heed.runner.artifacts.open(run.node('answers').outputs.completions ?? '');
  const judgements = heed.runner.labeling.rows({ run: run.id, node: 'people' }, revision);
  await using trial = await testContext(spec, { config, inputs: { completions } });
  const { outputs } = await runNode(spec, runLabeling, {
    ...trial,
    context: {
      ...trial.context,
      ask: async () => ({ judgements, source: { set, revision: revision ?? 0 } }),
    },
  });
  return outputs;
}

beforeAll(async () => {
  heed = await TestRunner.open({ kindsFolder: undefined });
  const lines = ['one', 'two', 'three'].map((prompt) =>
    JSON.stringify({ prompt, completion: [`${prompt} a`, `${prompt} b`] }),
  );
  writeFileSync(join(heed.folder, 'answers.jsonl'), lines.join('\n'));
  const waiting = await heed.run(pipeline);
  expect(waiting.state, waiting.view.error?.en).toBe('waiting_human');
  const { labeling } = heed.runner.services;
  const [ada, bo] = [person(labeling, waiting.id, 'Ada'), person(labeling, waiting.id, 'Bo')];
  const held = ada.work(2).tasks;
  bo.judge('first');
  bo.judge('tie');
  ada.answer(ada.give(held[0]?.taskId ?? '', 'second'));
  first = await heed.rest(waiting.id, waiting.events.at(-1)?.seq);
  ada.answer(ada.give(held[1]?.taskId ?? '', 'both-bad'));
  second = await heed.run(pipeline);
});
afterAll(() => heed[Symbol.asyncDispose]());

describe('tables of human answers', () => {
  it('name the set, its event and the policy that they were made from', () => {
    const set = heed.runner.services.labels.list()[0];
    const { labels } = manifestOf(first, 'judgements');
    expect(labels).toMatchObject({ set: set?.id, policy: { ties: 'half', skipped: 'drop', overlap: 1 } });
    expect(manifestOf(second, 'judgements').labels).toEqual({ ...labels, revision: set?.revision });
    expect(labels?.revision).toBeLessThan(set?.revision ?? 0);
    const { revision: _, ...source } = labels ?? {};
    for (const port of ports.filter((one) => one !== 'judgements'))
      expect(manifestOf(first, port).labels).toEqual(source);
  });

  it('are made again byte by byte, whatever was said since', async () => {
    for (const run of [first, second]) {
      const outputs = await replay(run);
      for (const port of ports) {
        const { files, labels, summary, facts } = manifestOf(run, port);
        expect(outputs[port]?.manifest).toMatchObject({ files, labels, summary, facts });
      }
    }
  });

  it('which nobody voted in anew keep their digest, so that nothing learns from them twice', () => {
    expect(second.reasons('people')).toEqual(['1 more judgement']);
    expect(second.node('people').outputs.judgements).not.toBe(first.node('people').outputs.judgements);
    expect(second.node('people').outputs.preferences).toBe(first.node('people').outputs.preferences);
  });

  it('tell it in the lineage of what came of them', async () => {
    const { artifacts } = heed.runner.services;
    const { artifacts: kin } = await artifacts.lineage({
      id: second.node('people').outputs.preferences ?? '',
    });
    const table = kin.find(({ type }) => type === 'judgements');
    expect(table?.labels).toEqual(manifestOf(first, 'judgements').labels);
  });
});
