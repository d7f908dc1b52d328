import { join } from 'node:path';
import { tableArtifact } from '@heed/nodes/testing/publish.ts';
import { promptRow } from '@heed/schema';
import { folderArtifact } from '../artifacts.ts';
import { readExamples } from '../examples.ts';
import { nextRound, say } from '../gate.ts';
import type { Job } from '../job.ts';
import { type NodeJob, runNode } from '../node.ts';
import { newTokens, recordGenerations } from '../record-generations.ts';

const recorded = recordGenerations();

/** The `generate` node: a round answers all prompts, and its first batch, which warms up, does not count. */
export async function run(job: Job): Promise<void> {
  const examples = await readExamples(job);
  const rows = examples.map(({ promptId, prompt }) => ({ promptId, prompt, language: 'en' }));
  const node: NodeJob = {
    kind: 'generate',
    folder: job.folder,
    config: { samplesPerPrompt: 1, batchSize: job.batchSize, maxNewTokens: job.maxNewTokens },
    inputs: {
      model: folderArtifact(job.languageModel, 'language-model'),
      prompts: await tableArtifact(join(job.folder, 'prompts'), 'prompts', promptRow, rows),
    },
  };
  let goOn = true;
  for (let round = 0; goOn; round++) {
    recorded.length = 0;
    const seconds = await generate(node);
    if (round === 0 && job.check) say({ type: 'check', values: [], rollouts: firstRollouts() });
    goOn = nextRound({ seconds, tokens: newTokens(recorded.slice(1)) });
  }
}

/** Seconds from the end of the first batch to the end of the last. */
async function generate(node: NodeJob): Promise<number> {
  const ends: number[] = [];
  await runNode(node, () => ends.push(performance.now()) > 0);
  return ((ends.at(-1) ?? 0) - (ends[0] ?? 0)) / 1000;
}

function firstRollouts() {
  const [first] = recorded;
  return first?.completions.map((one, row) => ({ prompt: first.prompts[row], ...one }));
}
