import { join } from 'node:path';
import { tableArtifact } from '@heed/nodes/testing/publish.ts';
import { preferenceRow } from '@heed/schema';
import type { Example } from '../../harness/material.ts';
import { folderArtifact } from '../artifacts.ts';
import { readExamples } from '../examples.ts';
import { say } from '../gate.ts';
import { HELD_OUT_SHARE } from '../held-out.ts';
import type { Job } from '../job.ts';
import { CHECKED_STEPS, firstLosses, trainInRounds } from '../rounds.ts';
import { training } from '../training.ts';

/** The `reward-model` node: a round is an epoch over all pairs but the one that the node holds out. */
export async function run(job: Job): Promise<void> {
  const examples = await readExamples(job);
  const nodeOn = async (name: string, some: readonly Example[]) => ({
    kind: 'reward-model',
    folder: job.folder,
    config: { ...training(job), centering: 0, heldOutShare: HELD_OUT_SHARE, epochs: 100 },
    inputs: {
      model: folderArtifact(job.rewardModel, 'reward-model'),
      preferences: await tableArtifact(join(job.folder, name), 'preferences', preferenceRow, some.map(asRow)),
    },
  });
  if (job.check) {
    const oneBatch = await nodeOn('one batch', examples.slice(0, job.batchSize + 1));
    say({ type: 'check', values: await firstLosses(oneBatch, CHECKED_STEPS) });
  }
  await trainInRounds(await nodeOn('all', examples), {
    stepsPerRound: Math.ceil((job.count - 1) / job.batchSize),
    isStep: ({ loss }) => loss !== undefined,
    isPause: ({ heldOutLoss }) => heldOutLoss !== undefined,
  });
}

function asRow({ promptId, prompt, chosen, rejected }: Example) {
  return { promptId, prompt, chosen, rejected, language: 'en', preferenceStrength: 1 };
}
