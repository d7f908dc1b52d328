import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { tinyDemonstrations } from '@heed/nodes/testing/tiny-pipeline.ts';
import { graph } from '../execution/graphs.ts';

const model = { layers: 1, width: 32, heads: 2, contextLength: 32, vocabularySize: 320 };
const judge = {
  type: 'contains-any',
  name: 'lovely',
  title: { en: 'Lovely', zh: '可爱' },
  weight: 1,
  phrases: ['lovely'],
};

/** A pipeline that really trains, as small as it can be with something to interrupt on two branches. */
export const training = graph(
  {
    data: { kind: 'data-source', file: 'demonstrations.jsonl' },
    base: { kind: 'base-model', ...model },
    sft: { kind: 'sft', epochs: 3, batchSize: 16, learningRate: 0.01, validationShare: 0 },
    slower: { kind: 'sft', epochs: 2, batchSize: 16, learningRate: 0.002, validationShare: 0 },
    judge: { kind: 'scripted-judge', rules: [judge] },
    ppo: {
      ...{ kind: 'ppo', updates: 4, rolloutsPerUpdate: 8, batchSize: 8, maxNewTokens: 8 },
      ...{ klTarget: 2, learningRate: 0.002 },
    },
  },
  ...['data.demonstrations > base.demonstrations', 'data.demonstrations > sft.demonstrations'],
  ...['data.demonstrations > slower.demonstrations', 'base.model > slower.model'],
  ...['base.model > sft.model', 'sft.model > ppo.policy', 'judge.judge > ppo.reward'],
  'data.prompts > ppo.prompts',
);

/** Writes what the pipeline reads into its folder. */
export function writeTrainingData(folder: string): void {
  const lines = tinyDemonstrations.map(({ prompt, completion, language }) =>
    JSON.stringify({ prompt, completion, language }),
  );
  writeFileSync(join(folder, 'demonstrations.jsonl'), `${lines.join('\n')}\n`);
}
