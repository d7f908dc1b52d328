import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { messageIn } from '@heed/schema';
import { expect, test, vi } from 'vitest';
import { Command } from './command.ts';
import { graph } from './graphs.ts';
import { type RunRecord, TestRunner, temporaryFolder } from './harness.ts';

vi.setConfig({ testTimeout: 120_000 });

/** A real pipeline, as small as it can be with work to interrupt: 44 steps of fine-tuning, 12 updates of PPO. */
const pipeline = graph(
  {
    data: {
      kind: 'data-source',
      file: join(import.meta.dirname, '../../templates/weather/conversations.jsonl'),
      limit: 240,
    },
    base: { kind: 'base-model', layers: 1, width: 32, heads: 2, contextLength: 96, vocabularySize: 400 },
    sft: { kind: 'sft', epochs: 4, batchSize: 16, learningRate: 0.005 },
    judge: {
      kind: 'scripted-judge',
      rules: [
        {
          type: 'contains-any',
          name: 'frequent',
          title: { en: 'Frequent letters', zh: '常用字' },
          weight: 1,
          phrases: ['e', '天'],
        },
      ],
    },
    ppo: {
      kind: 'ppo',
      updates: 12,
      rolloutsPerUpdate: 16,
      batchSize: 8,
      maxNewTokens: 16,
      klTarget: 2,
      learningRate: 0.002,
    },
  },
  ...['data.demonstrations > base.demonstrations', 'data.demonstrations > sft.demonstrations'],
  ...['base.model > sft.model', 'sft.model > ppo.policy', 'judge.judge > ppo.reward'],
  'data.prompts > ppo.prompts',
);

const trained = ['sft', 'ppo'];

/** Artifact ids of what was trained: SHA-256 of weights, rollouts and all else in their folders. */
const outputs = (run: RunRecord) => trained.map((node) => run.node(node).outputs);

/** What was drawn, without what time took. */
function points(heed: TestRunner, run: RunRecord) {
  const { runs } = heed.runner.services;
  const all = trained.flatMap((node) => runs.metrics({ run: run.id, node }).series);
  return all.filter(({ name }) => !/Seconds?$/.test(name));
}

/** The steps that a node said it goes on from, one for each time it was killed. */
function resumedFrom(heed: TestRunner, run: RunRecord, node: string): number[] {
  const lines = heed.runner.services.runs
    .logs({ run: run.id, node, limit: 1000 })
    .lines.map(({ text }) => messageIn(text, 'en'));
  return lines.flatMap((line) => /^Resumed from step (\d+) of \d+\.$/.exec(line)?.slice(1) ?? []).map(Number);
}

/** Kills the process of a node when its curves have come to a step. */
async function killAt(heed: TestRunner, run: string, node: string, reached: number): Promise<void> {
  await heed.until(run, ({ payload }) => {
    if (payload.type !== 'metrics' || payload.node !== node) return false;
    return payload.points.some(({ step }) => step >= reached);
  });
  const { database } = heed.runner;
  const last = database.prepare('SELECT pid FROM attempts WHERE run = ? AND node = ? ORDER BY n DESC');
  process.kill((last.get(run, node) as { pid: number }).pid, 'SIGKILL');
  const lost = heed.record(run).node(node).attempt;
  await heed.until(run, ({ payload }) => {
    return payload.type === 'node-state' && payload.node === node && payload.attempt > lost;
  });
}

/** No point of a curve came twice to those who followed the run, nor one before an earlier one. */
function expectForwardCurves(run: RunRecord, node: string): void {
  const steps = new Map<string, number>();
  for (const { payload } of run.events) {
    if (payload.type !== 'metrics' || payload.node !== node) continue;
    for (const { step, values } of payload.points) {
      for (const name of Object.keys(values)) {
        expect(step, `${node} ${name}`).toBeGreaterThan(steps.get(name) ?? 0);
        steps.set(name, step);
      }
    }
  }
  expect(steps.size).toBeGreaterThan(3);
}

test('training that is killed with its runner, and then again and again by itself, ends with the very same weights', async () => {
  await using calm = await TestRunner.open({ kindsFolder: undefined });
  const undisturbed = await calm.run(pipeline);
  expect(undisturbed.state, undisturbed.view.error?.en).toBe('succeeded');

  using folder = temporaryFolder();
  writeFileSync(join(folder.path, 'graph.json'), JSON.stringify(pipeline));
  const command = ['run', 'graph.json', '--data', 'data', '--json', '--checkpoint-every', '0'];
  await using first = new Command(command, folder.path);
  await first.until(/"type":"progress",[^\n]*"node":"sft","fraction":0\.[1-8]/);
  await first.kill('SIGKILL');

  await using heed = await TestRunner.open({
    ...{ dataFolder: join(folder.path, 'data'), kindsFolder: undefined, checkpointMs: 0 },
  });
  const id = first.json[0]?.run as string;
  const deaths = [2, 4, 6, 8];
  for (const update of deaths) await killAt(heed, id, 'ppo', update);
  const run = await heed.rest(id);

  expect(run.state, run.view.error?.en).toBe('succeeded');
  expect(outputs(run)).toEqual(outputs(undisturbed));
  expect(points(heed, run)).toEqual(points(calm, undisturbed));
  expect([run.node('sft').attempt, run.node('ppo').attempt]).toEqual([2, 5]);
  expect(resumedFrom(heed, run, 'sft')).toEqual([expect.toSatisfy((step: number) => step >= 4)]);
  const lost = resumedFrom(heed, run, 'ppo').map((update, index) => (deaths[index] as number) - update);
  expect(lost.filter((updates) => updates <= 1)).toHaveLength(deaths.length);
  for (const node of trained) expectForwardCurves(run, node);
});
