import { join } from 'node:path';
import { tableArtifact } from '@heed/nodes/testing/publish.ts';
import { promptRow } from '@heed/schema';
import { folderArtifact } from '../artifacts.ts';
import { readExamples } from '../examples.ts';
import { say } from '../gate.ts';
import type { Job } from '../job.ts';
import { type NodeJob, runNode } from '../node.ts';
import { recordGenerations } from '../record-generations.ts';
import { trainInRounds } from '../rounds.ts';
import { training } from '../training.ts';

/** The metrics of an update with a single optimizer step that follow from its rollouts alone. */
const compared = ['reward', 'entropy', 'valueLoss', 'gradientNorm', 'valueGradientNorm'];

/** The `ppo` node with a reward model: a round is an update, from sampling to the last optimizer step. */
export async function run(job: Job): Promise<void> {
  const examples = await readExamples(job);
  const rows = examples.map(({ promptId, prompt }) => ({ promptId, prompt, language: 'en' }));
  const config = {
    ...training(job),
    learningRate: 1e-5,
    updates: 100,
    rolloutsPerUpdate: job.rollouts,
    maxNewTokens: job.maxNewTokens,
    targetPolicyKl: 0,
  };
  const node: NodeJob = {
    kind: 'ppo',
    folder: job.folder,
    config,
    inputs: {
      policy: folderArtifact(job.languageModel, 'language-model'),
      reward: folderArtifact(job.rewardModel, 'reward-model'),
      prompts: await tableArtifact(join(job.folder, 'prompts'), 'prompts', promptRow, rows),
    },
  };
  if (job.check) await checkOneStep({ ...node, config: { ...config, epochs: 1, batchSize: job.rollouts } });
  await trainInRounds(node, { stepsPerRound: 1, isStep: ({ reward }) => reward !== undefined });
}

async function checkOneStep(node: NodeJob): Promise<void> {
  const recorded = recordGenerations();
  let values: number[] = [];
  await runNode(node, (metrics) => {
    values = compared.map((name) => metrics[name] as number);
    return false;
  });
  const [first] = recorded;
  const rollouts = first?.completions.map((one, row) => ({ prompt: first.prompts[row], ...one }));
  say({ type: 'check', values, rollouts });
}
