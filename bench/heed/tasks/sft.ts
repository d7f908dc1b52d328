import { join } from 'node:path';
import { tableArtifact } from '@heed/nodes/testing/publish.ts';
import { demonstrationRow } from '@heed/schema';
import { folderArtifact } from '../artifacts.ts';
import { readExamples } from '../examples.ts';
import { say } from '../gate.ts';
import type { Job } from '../job.ts';
import { CHECKED_STEPS, firstLosses, trainInRounds } from '../rounds.ts';
import { training } from '../training.ts';

/** The `sft` node: a round is an epoch over all examples. */
export async function run(job: Job): Promise<void> {
  const examples = await readExamples(job);
  const rows = examples.map(({ promptId, prompt, chosen }) => ({
    promptId,
    prompt,
    completion: chosen,
    language: 'en',
  }));
  const nodeOn = async (name: string, count: number) => ({
    kind: 'sft',
    folder: job.folder,
    config: { ...training(job), validationShare: 0, epochs: 1000 },
    inputs: {
      model: folderArtifact(job.languageModel, 'language-model'),
      demonstrations: await tableArtifact(
        join(job.folder, name),
        'demonstrations',
        demonstrationRow,
        rows.slice(0, count),
      ),
    },
  });
  if (job.check)
    say({
      type: 'check',
      values: await firstLosses(await nodeOn('one batch', job.batchSize), CHECKED_STEPS),
    });
  await trainInRounds(await nodeOn('all', job.count), {
    stepsPerRound: Math.ceil(job.count / job.batchSize),
    isStep: ({ loss }) => loss !== undefined,
  });
}
