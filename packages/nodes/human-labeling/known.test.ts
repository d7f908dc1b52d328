import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { personJudgement } from '@heed/labeling/testing.ts';
import { candidateRow, type KnownTask, type LabelingRequest, type LabelingTask } from '@heed/schema';
import { expect, test } from 'vitest';
import type { z } from 'zod';
import { runNode, tableArtifact, testContext } from '../testing/index.ts';
import { checkGold } from './gold.ts';
import { run } from './run.ts';
import spec from './spec.ts';

type Row = z.infer<typeof candidateRow>;

/** Two answers to each prompt, of which it may be known how good they are. */
const rows = (...golds: (readonly [number | null, number | null])[]): Row[] =>
  golds.flatMap((pair, prompt) =>
    pair.map((gold, place) => ({
      ...{ promptId: `p${prompt}`, prompt: `prompt ${prompt}`, language: 'en', gold },
      ...{ completionId: `p${prompt}c${place}`, completion: `${prompt}-${place}` },
      ...{ logProb: null, tokens: null, finished: true, media: null, mediaType: null, model: null },
      ...{ width: null, height: null, seconds: null },
    })),
  );

const answered = (form: string) => (task: LabelingTask) => {
  const [first] = task.candidates;
  const value = form === 'rating' ? { rating: 3 } : { chosen: first?.id };
  return personJudgement(task, 'Ada', { outcome: 'answered', value }, { form });
};

/** What the node asks of people. */
async function asked(given: Row[], config: z.input<typeof spec.config>, lines: readonly object[] = []) {
  await using trial = await testContext(spec, {
    config,
    ask: ({ tasks, form }: LabelingRequest) => tasks.map(answered(form)),
  });
  await writeFile(join(trial.folder, 'gold.jsonl'), lines.map((line) => JSON.stringify(line)).join('\n'));
  const completions = await tableArtifact(join(trial.folder, 'in'), 'completions', candidateRow, given);
  trial.context.inputs = { completions: [completions] };
  const { results } = await runNode(spec, run, trial);
  return { results, request: trial.requests[0] as LabelingRequest };
}

const right = ({ known = [] }: LabelingRequest) =>
  known.map(({ task, outcome, value }: KnownTask) => {
    const chosen = task.candidates.find(({ id }) => id === value.chosen)?.text;
    return [task.prompt, outcome === 'answered' ? chosen : outcome];
  });

test('a column of the source makes checks of the tasks whose answer it tells', async () => {
  const { request, results } = await asked(rows([0, 1], [null, null], [2, 2], [1, 0]), {});
  expect(right(request)).toEqual([
    ['prompt 0', '0-1'],
    ['prompt 2', 'tie'],
    ['prompt 3', '3-0'],
  ]);
  expect(results).toMatchObject({ tasks: 4, known: 3 });
  expect(request.tasks).toHaveLength(4);
  expect(JSON.stringify(request.tasks)).not.toContain('gold');
});

test('a file brings tasks that only check, as pairs or as answers of which one is right', async () => {
  const lines = [
    { prompt: 'Is water wet?', chosen: 'Yes.', rejected: 'It is Tuesday.' },
    { prompt: '一加一？', completion: ['二', '三', '四'], gold: '二' },
  ];
  const { request, results } = await asked(rows([null, null]), { goldFile: 'gold.jsonl' }, lines);
  expect(right(request).toSorted()).toEqual([
    ['Is water wet?', 'Yes.'],
    ['一加一？', '二'],
    ['一加一？', '二'],
  ]);
  expect(request.tasks.map(({ prompt }) => prompt)).toEqual(['prompt 0']);
  expect(results).toMatchObject({ tasks: 1, known: 3 });
});

test('ratings have to be on the scale', async () => {
  const config = { form: 'rating', goldFile: 'gold.jsonl' } as const;
  const of = (gold: number) =>
    asked(rows([null, null]), config, [{ prompt: 'How?', completion: 'So.', gold }]);
  expect((await of(4)).request.known).toMatchObject([{ value: { rating: 4 } }]);
  for (const gold of [9, 2.5])
    await expect(of(gold)).rejects.toThrow(
      `The known answer {"rating":${gold}} to "How?" cannot be given with the form "Rating"`,
    );
});

test('a bad line of the file is named, and so is a file that tells nothing', async () => {
  const of = (...lines: object[]) => asked(rows([null, null]), { goldFile: 'gold.jsonl' }, lines);
  const good = { prompt: 'a', chosen: 'b', rejected: 'c' };
  await expect(of(good, { prompt: 'a', chosen: 'b' })).rejects.toThrow(
    'Line 2 of gold.jsonl has no column "rejected"; its columns are prompt, chosen.',
  );
  await expect(of({ prompt: 'a', completion: ['x', 'y'], gold: 'z' })).rejects.toThrow(
    'Line 1 of gold.jsonl has "z" in "gold", which is neither one of its 2 answers nor a place among them.',
  );
  await expect(of({ prompt: 'a', completion: ['x', 'y'] })).rejects.toThrow('No line of gold.jsonl says');
});

test('a file that could check nobody is refused while the graph is drawn', () => {
  const sentences = (...wish: Parameters<typeof checkGold>) =>
    checkGold(...wish).map(({ detail }) => detail.en);
  const config = { form: 'pairwise', goldFile: 'gold.jsonl', goldRate: 0.1 };
  expect(sentences(config, {})).toEqual([]);
  expect(sentences({ ...config, goldFile: '' }, { completions: { modality: 'image' } })).toEqual([]);
  expect(sentences({ ...config, form: 'questionnaire' }, {})).toEqual([
    expect.stringContaining('cannot be known'),
  ]);
  expect(sentences(config, { completions: { modality: 'image' } })).toEqual([
    expect.stringContaining('holds texts, but pictures are wired'),
  ]);
  expect(sentences({ ...config, goldRate: 0 }, {})).toEqual([
    expect.stringContaining('is 0, so that nobody'),
  ]);
});
