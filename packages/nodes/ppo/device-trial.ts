import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Device, loadModel } from '@heed/engine';
import { demonstrationRow, type InputArtifact, preferenceRow, promptRow, TABLE_FILE } from '@heed/schema';
import { readTable } from '@heed/tables';
import { run as createBase } from '../base-model/run.ts';
import baseModel from '../base-model/spec.ts';
import { run as fit } from '../reward-model/run.ts';
import rewardModel from '../reward-model/spec.ts';
import { rolloutRow } from '../shared/rollouts/rollout-log.ts';
import { runNode, type TestContext, tableArtifact, testContext } from '../testing/index.ts';
import { tinyDemonstrations, tinyPreferences } from '../testing/tiny-pipeline.ts';
import { run } from './run.ts';
import spec from './spec.ts';

/**
 * One update of PPO with a tiny policy, reward model and value model on each of the devices named, from the same
 * start; prints for each what was sampled, what was reported and the weights of the policy as JSON.
 */
const folder = await mkdtemp(join(tmpdir(), 'heed-devices-'));
const trials: TestContext<unknown>[] = [];
const demonstrations = await tableArtifact(
  join(folder, 'demonstrations'),
  'demonstrations',
  demonstrationRow,
  tinyDemonstrations.slice(0, 16),
);
const preferences = await tableArtifact(
  join(folder, 'preferences'),
  'preferences',
  preferenceRow,
  tinyPreferences.slice(0, 16),
);
const prompts = await tableArtifact(
  join(folder, 'prompts'),
  'prompts',
  promptRow,
  tinyDemonstrations.slice(0, 4).map(({ completion: _, ...row }) => row),
);
const base = await testContext(baseModel, {
  config: { layers: 1, width: 16, heads: 2, contextLength: 48, vocabularySize: 300 },
  inputs: { demonstrations },
});
trials.push(base);
const { outputs: bases } = await runNode(baseModel, createBase, base);
const policy = bases.model as InputArtifact;
const rewarding = await testContext(rewardModel, {
  config: { epochs: 2, learningRate: 0.01, batchSize: 8, device: 'cpu' },
  inputs: { model: policy, preferences },
});
trials.push(rewarding);
const { outputs: rewards } = await runNode(rewardModel, fit, rewarding);
const inputs = { policy, prompts, reward: rewards.model as InputArtifact };

async function update(device: Device) {
  const config = { updates: 1, rolloutsPerUpdate: 4, batchSize: 4, epochs: 2, maxNewTokens: 6, device };
  const trial = await testContext(spec, { config: { ...config, learningRate: 0.003 }, inputs, seed: 3 });
  trials.push(trial);
  const { outputs } = await runNode(spec, run, trial);
  const rollouts = await readTable(join(outputs.rollouts?.directory ?? '', TABLE_FILE), rolloutRow);
  const { model } = await loadModel(outputs.policy?.directory ?? '');
  const [used] = trial.devices;
  return {
    device: used?.device,
    texts: rollouts.map(({ completion }) => completion),
    scores: rollouts.map(({ score }) => score),
    advantages: rollouts.map(({ advantage }) => advantage),
    metrics: trial.metrics.at(-1)?.values,
    weights: [...model.parameters.data],
  };
}

const { model: initial } = await loadModel(policy.directory);
const updates = [];
for (const device of process.argv.slice(2) as Device[]) updates.push(await update(device));
for (const trial of trials) await trial[Symbol.asyncDispose]();
await rm(folder, { recursive: true });
const printed = JSON.stringify({ initial: [...initial.parameters.data], updates });
process.stdout.write(`${printed}\n`, () => process.exit(0));
