import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { LabelingTask, NodeRun } from '@heed/schema';

function pair(index: number): LabelingTask {
  return {
    taskId: `task-${index}`,
    promptId: `p${index}`,
    prompt: `Prompt ${index}`,
    language: 'en',
    candidates: [
      { id: `a${index}`, text: `Answer A${index}`, model: null },
      { id: `b${index}`, text: `Answer B${index}`, model: null },
    ],
  };
}

export const run: NodeRun<{ pairs: number; overlap: number }> = async ({ config, ask, output }) => {
  const rows = await ask({
    form: 'pairwise',
    formVersion: 1,
    settings: {},
    labelSet: '',
    judgements: [],
    guidelines: 'Choose the better one.',
    question: { en: 'Which is better?', zh: '哪个更好？' },
    overlap: config.overlap,
    tasks: Array.from({ length: config.pairs }, (_, index) => pair(index)),
  });
  await writeFile(join(output('judgements').directory, 'rows.json'), JSON.stringify(rows));
  return { answers: rows.length };
};
