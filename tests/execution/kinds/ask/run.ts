import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { LabelingTask, NodeRun, QueueSettings } from '@heed/schema';

interface Config {
  pairs: number;
  overlap: number;
  author: string;
  choose: QueueSettings['choose'];
  budget: number;
  goldRate: number;
  repeatRate: number;
  candidates: number;
  adjudicate: number;
}

const letters = 'ABCDEFGHIJKLMNOP';

/** All pairs among the answers to one prompt. */
function pairsOf(index: number, { author, candidates }: Config): LabelingTask[] {
  const answers = [...letters.slice(0, candidates)].map((letter) => ({
    ...{ id: `${author}${letter.toLowerCase()}${index}`, text: `Answer ${letter}${index}` },
    model: author || null,
  }));
  return answers.flatMap((first, at) =>
    answers.slice(at + 1).map((second, step) => ({
      taskId: `task-${index}${candidates > 2 ? `-${at}-${at + 1 + step}` : ''}`,
      ...{ promptId: `p${index}`, prompt: `Prompt ${index}`, language: 'en', candidates: [first, second] },
    })),
  );
}

export const run: NodeRun<Config> = async ({ config, ask, output }) => {
  const { overlap, choose, budget, goldRate, repeatRate, adjudicate } = config;
  const { judgements, source } = await ask({
    ...{ form: 'pairwise', formVersion: 1, settings: {}, labelSet: '', judgements: [] },
    guidelines: 'Choose the better one.',
    question: { en: 'Which is better?', zh: '哪个更好？' },
    overlap,
    queue: { choose, goldRate, repeatRate, ...(budget && { budget }), ...(adjudicate && { adjudicate }) },
    tasks: Array.from({ length: config.pairs }, (_, index) => pairsOf(index, config)).flat(),
  });
  await writeFile(join(output('judgements').directory, 'rows.json'), JSON.stringify(judgements));
  output('judgements').describe({ labels: { ...source, policy: {}, policyDigest: '0'.repeat(64) } });
  await writeFile(join(output('out').directory, 'text.txt'), String(judgements.length));
  return { answers: judgements.length };
};
