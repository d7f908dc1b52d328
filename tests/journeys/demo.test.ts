import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { Command } from '../execution/command.ts';
import { temporaryFolder } from '../execution/harness.ts';
import { configured, only, templateFile, weather } from './support/graphs.ts';
import { patient } from './support/patience.ts';

vi.setConfig(patient);

/**
 * Small enough to train in seconds, with a policy that moves fast. Over the seeds 1, 2, 3, 4 and 7, KL per answer
 * without a penalty is 3 to 12 times that with β = 0.3.
 */
const settings = {
  'data.limit': 600,
  'base.layers': 1,
  'base.width': 64,
  'base.heads': 2,
  'base.vocabularySize': 500,
  'sft.epochs': 4,
  'sft.learningRate': 0.005,
  'samples.promptLimit': 80,
  'samples.maxNewTokens': 24,
  'ppo.updates': 15,
  'ppo.rolloutsPerUpdate': 32,
  'ppo.learningRate': 0.003,
  'ppo.targetPolicyKl': 0,
  'ppo.klCoefficient': 0.3,
  'ppo.maxNewTokens': 24,
  'evaluate.promptLimit': 16,
  'evaluate.maxNewTokens': 24,
};

interface Result {
  type: string;
  status: string;
  metrics: Record<string, number>;
  artifacts: Record<string, { id: string; path: string }>;
}

/** Runs `heed` in a folder to its end. */
async function heed(folder: string, ...args: string[]) {
  const command = new Command(args, folder);
  const { code } = await command.end();
  return {
    code,
    stderr: command.stderr,
    events: command.json,
    result: command.json.at(-1) as unknown as Result,
  };
}

/** Runs the shrunk weather template on a data folder. */
async function runDemo(
  folder: string,
  data: string,
  changes: Partial<typeof settings>,
  ...options: string[]
) {
  const pairs = Object.entries({ ...settings, ...changes });
  const set = pairs.flatMap(([name, value]) => ['--set', `${name}=${value}`]);
  const ended = await heed(folder, 'run', templateFile, '--json', '--data', data, ...set, ...options);
  expect([ended.code, ended.stderr]).toEqual([0, '']);
  return ended;
}

/** Metrics that are not times: those must be equal for equal seeds. */
function timeless({ metrics }: Result): Record<string, number> {
  return Object.fromEntries(Object.entries(metrics).filter(([name]) => !/Seconds$|PerSecond$/.test(name)));
}

describe('the weather pipeline on the command line', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  let first: Awaited<ReturnType<typeof runDemo>>;
  beforeAll(async () => {
    folder = temporaryFolder();
    first = await runDemo(folder.path, 'first', {});
  });
  afterAll(() => folder[Symbol.dispose]());

  test('ends with a result line: every node has figures, and its outputs lie where it says', () => {
    const { type, status, metrics, artifacts } = first.result;
    expect([type, status]).toEqual(['result', 'succeeded']);
    const nodes = weather().nodes.map(({ id }) => id);
    for (const one of [metrics, artifacts])
      expect(new Set(Object.keys(one).map((name) => name.split('.')[0]))).toEqual(new Set(nodes));
    expect(Object.values(metrics).filter((value) => !Number.isFinite(value))).toEqual([]);
    for (const { path } of Object.values(artifacts))
      expect(existsSync(join(path, 'manifest.json'))).toBe(true);
    const exported = readdirSync(join(artifacts['export.report']?.path ?? '', 'model'));
    expect(exported).toEqual(expect.arrayContaining(['config.json', 'model.safetensors', 'tokenizer.json']));
    expect(readdirSync(join(folder.path, 'first/staging'))).toEqual([]);
  });

  test('gives the same numbers and the same model for the same seed, from the beginning', async () => {
    const again = await runDemo(folder.path, 'second', {}, '--fresh');
    expect(timeless(again.result)).toEqual(timeless(first.result));
    expect(again.result.artifacts['ppo.policy']?.id).toBe(first.result.artifacts['ppo.policy']?.id);
  });

  test('goes far from the initial model without the KL penalty, and runs only what that changes', async () => {
    const free = await runDemo(folder.path, 'first', { 'ppo.klCoefficient': 0 });
    const states = free.events.filter(({ type }) => type === 'node-state');
    const ran = states.filter(({ state }) => state === 'running').map(({ node }) => node);
    expect(ran.toSorted()).toEqual(['evaluate', 'export', 'ppo']);
    const decisions = states.flatMap(({ node, cache }) => (cache ? [[node, cache]] : []));
    const { ppo, evaluate, sft } = Object.fromEntries(decisions);
    expect(ppo).toMatchObject({ hit: false, reasons: [{ en: 'KL coefficient β: 0.3 → 0' }] });
    expect(evaluate).toMatchObject({
      hit: false,
      reasons: [{ en: expect.stringMatching(/input "Tuned model" changed/) }],
    });
    expect(sft).toMatchObject({ hit: true });
    const kl = ({ result }: typeof first) => result.metrics['evaluate.klPerSequence'] as number;
    expect(kl(free)).toBeGreaterThan(2 * kl(first));
    expect(kl(free)).toBeGreaterThan(1);
  });
});

describe('data that cannot be used', () => {
  const good = '{"prompt":"How is it?","completion":"Sunny."}';
  test.each([
    ['a missing file', undefined, /^Node "data" failed: The file data\.jsonl does not exist/],
    ['an empty file', '', /^Node "data" failed: data\.jsonl has 0 records/],
    ['a file without records', '\n\n', /^Node "data" failed: data\.jsonl has 0 records/],
    ['a broken line', `${good}\n{"prompt": 天气}\n${good}\n`, /Line 2 of data\.jsonl .*\{"prompt": 天气\}/],
  ])('%s fails the run with one sentence and leaves nothing behind', async (_, content, sentence) => {
    using folder = temporaryFolder();
    const graph = configured(only(weather(), ['data', 'base']), { data: { file: 'data.jsonl' } });
    writeFileSync(join(folder.path, 'graph.json'), JSON.stringify(graph));
    if (content !== undefined) writeFileSync(join(folder.path, 'data.jsonl'), content);
    const { code, stderr, result } = await heed(folder.path, 'run', 'graph.json', '--json', '--data', 'data');
    expect(code).toBe(1);
    expect(stderr).toMatch(sentence);
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect(result).toMatchObject({ type: 'result', status: 'failed', artifacts: {} });
    expect(readdirSync(join(folder.path, 'data/staging'))).toEqual([]);
    expect(readdirSync(join(folder.path, 'data/artifacts'))).toEqual([]);
  });
});
