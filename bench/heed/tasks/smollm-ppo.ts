import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { saveRewardFunction } from '@heed/nodes/shared/reward-function.ts';
import { tableArtifact } from '@heed/nodes/testing/publish.ts';
import { promptRow, text } from '@heed/schema';
import { folderArtifact } from '../artifacts.ts';
import { say } from '../gate.ts';
import type { Job } from '../job.ts';
import { runNode } from '../node.ts';

/** Questions that can be answered by yes or no. */
const subjects =
  'the sea salty,a lemon sweet,winter warm,a horse an animal,ice hot,the moon near,music useful,rain dry'.split(
    ',',
  );

/** The `ppo` node with LoRA and a reward of 1 for an answer with the word "yes". */
export async function run(job: Job): Promise<void> {
  const rows = subjects.map((subject, index) => ({
    promptId: `p${index}`,
    prompt: `Is ${subject}?`,
    language: 'en',
  }));
  const reward = join(job.folder, 'reward');
  await mkdir(reward);
  const rule = { name: 'yes', title: text('says yes', '说“是”'), weight: 1, phrases: ['yes'] };
  await saveRewardFunction(reward, 'yes', [{ ...rule, type: 'contains-any' }]);
  const results = await runNode(
    {
      kind: 'ppo',
      folder: job.folder,
      config: {
        tune: 'lora',
        updates: 8,
        rolloutsPerUpdate: job.rollouts,
        batchSize: job.batchSize,
        maxNewTokens: job.maxNewTokens,
        epochs: 2,
        learningRate: 1e-3,
        schedule: 'constant',
        warmupShare: 0,
        missingEndPenalty: 0,
        targetPolicyKl: 0,
      },
      inputs: {
        policy: folderArtifact(job.languageModel, 'language-model'),
        reward: folderArtifact(reward, 'reward-function'),
        prompts: await tableArtifact(join(job.folder, 'prompts'), 'prompts', promptRow, rows),
      },
    },
    ({ reward: score, klPerSequence }) => {
      if (score !== undefined) say({ type: 'update', reward: score, kl: klPerSequence });
      return true;
    },
  );
  say({ type: 'check', rewardGain: results?.rewardGain });
}
