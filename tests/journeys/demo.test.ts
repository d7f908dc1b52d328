import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, expect, test } from 'vitest';

const root = resolve(import.meta.dirname, '../..');
const work = mkdtempSync(join(tmpdir(), 'heed-demo-'));
afterAll(() => rmSync(work, { recursive: true, force: true }));

/** The weather pipeline, small enough to train in seconds, with a policy that moves fast. */
const small = {
  'base.layers': 1,
  'base.width': 64,
  'base.heads': 2,
  'base.vocabularySize': 500,
  'data.limit': 600,
  'sft.epochs': 4,
  'sft.learningRate': 0.005,
  'samples.promptLimit': 80,
  'samples.maxNewTokens': 24,
  'ppo.maxNewTokens': 24,
  'ppo.updates': 15,
  'ppo.rolloutsPerUpdate': 32,
  'ppo.learningRate': 0.003,
  'ppo.targetPolicyKl': 0,
  'ppo.klCoefficient': 0.3,
  'evaluate.maxNewTokens': 24,
  'evaluate.promptLimit': 16,
};

interface Result {
  type: string;
  status: string;
  metrics: Record<string, number>;
  artifacts: Record<string, { id: string; path: string }>;
}

/** `heed run templates/weather-rlhf.json --json`, as a person would type it. */
function runDemo(data: string, settings: Record<string, number>): { lines: string[]; result: Result } {
  const set = Object.entries({ ...small, ...settings }).flatMap(([name, value]) => [
    '--set',
    `${name}=${value}`,
  ]);
  const command = ['run', 'templates/weather-rlhf.json', '--json', '--data', join(work, data), ...set];
  const { status, stdout, stderr } = spawnSync(join(root, 'node_modules/.bin/heed'), command, {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 1e8,
  });
  expect(status, stderr).toBe(0);
  const lines = stdout.trim().split('\n');
  return { lines, result: JSON.parse(lines.at(-1) as string) };
}

/** Nodes that took their result from the cache. */
function cachedNodes(lines: string[]): string[] {
  const events = lines.map((line) => JSON.parse(line));
  return events.filter((event) => event.cache?.hit && event.state === 'succeeded').map((event) => event.node);
}

/** Metrics that are not times. */
function timeless(metrics: Record<string, number>): Record<string, number> {
  return Object.fromEntries(Object.entries(metrics).filter(([name]) => !/Seconds?$|PerSecond$/.test(name)));
}

const held = runDemo('first', {});

test('the last line of --json is the result: state, figures of every node, and where its outputs lie', () => {
  const { type, status, metrics, artifacts } = held.result;
  expect({ type, status }).toEqual({ type: 'result', status: 'succeeded' });
  expect(metrics['reward.heldOutAccuracy']).toBeGreaterThan(0.5);
  expect(metrics['evaluate.winRate']).toBeGreaterThanOrEqual(0);
  expect(metrics['evaluate.rewardAfter']).toBeGreaterThan(metrics['evaluate.rewardBefore'] as number);
  const model = join(artifacts['export.report']?.path ?? '', 'model');
  for (const file of ['config.json', 'model.safetensors', 'tokenizer.json', 'model.onnx'])
    expect(existsSync(join(model, file)), file).toBe(true);
  expect(readdirSync(join(work, 'first', 'staging'))).toEqual([]);
});

test('the same seed gives the same numbers and the same artifacts', () => {
  const again = runDemo('second', {}).result;
  expect(timeless(again.metrics)).toEqual(timeless(held.result.metrics));
  expect(again.artifacts['export.report']?.id).toBe(held.result.artifacts['export.report']?.id);
});

test('without the KL penalty the policy goes far from the initial model; what comes before it is cached', () => {
  const free = runDemo('first', { 'ppo.klCoefficient': 0 });
  expect(cachedNodes(free.lines).sort()).toEqual([
    'base',
    'data',
    'judge',
    'labeling',
    'reward',
    'samples',
    'sft',
  ]);
  const klOf = ({ metrics }: Result) => metrics['evaluate.klPerSequence'] as number;
  expect(Number.isFinite(klOf(held.result))).toBe(true);
  expect(klOf(free.result)).toBeGreaterThan(2 * klOf(held.result));
});
