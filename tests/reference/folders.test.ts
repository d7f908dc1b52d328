import { join } from 'node:path';
import {
  createRandom,
  Forward,
  Generator,
  gatherPositions,
  int64,
  type LoadedModel,
  loadModel,
  padBatch,
  readModelFolder,
  saveModel,
} from '@heed/engine';
import { beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { largestDifference, readValues } from './compare.ts';
import { HEED_MODELS, SENTENCES, trainReferenceTokenizer, writeHeedFolder } from './heed-folder.ts';
import { describeLive, describeReference, runScript, temporaryFolder } from './python.ts';

const list = z.array(z.number());
const valuesSchema = z.object({
  tokenizer: z.object({
    encoded: z.array(list),
    decoded: z.array(z.string()),
    decodedWithoutSpecial: z.array(z.string()),
    bosId: z.number().nullable(),
    eosId: z.number(),
    padId: z.number(),
    size: z.number(),
    chats: z.array(list).optional(),
  }),
  training: z.object({ merges: z.array(z.tuple([z.string(), z.string()])) }).optional(),
  model: z.object({
    texts: z.array(z.string()),
    ids: z.array(list),
    logits: z.array(list).optional(),
    scores: list.optional(),
    greedy: z.array(z.object({ tokens: list, logProbs: list })).optional(),
  }),
});
type Values = z.infer<typeof valuesSchema>;

describeReference(
  'Model folders that Heed wrote, as transformers reads them',
  async (folder) => {
    for (const head of ['language-model', 'score'] as const) {
      const written = join(folder, `heed-${head}`);
      await writeHeedFolder(written, head);
      await runScript('folders.py', 'read', written, `${written}.json`);
    }
  },
  (folder) => {
    describe.each(['language-model', 'score'])('%s', (head) => {
      compareFolder(() => join(folder(), `heed-${head}`));
    });

    test('Heed trains the same tokenizer again, with the merges that Python learns', async () => {
      const values = await readValues(join(folder(), 'heed-language-model.json'), valuesSchema);
      const files = trainReferenceTokenizer();
      const { tokenizer: written } = await readModelFolder(join(folder(), 'heed-language-model'));
      expect(files.tokenizer).toEqual(written.tokenizer);
      expect((files.tokenizer.model as { merges: unknown }).merges).toEqual(values.training?.merges);
    });
  },
);

describeLive('Folders of the Llama family that Heed wrote, as transformers reads them', () => {
  const families = Object.keys(HEED_MODELS).filter((name) => name !== 'gpt2') as (keyof typeof HEED_MODELS)[];
  const cases = families.flatMap((modelType) =>
    (['language-model', 'score'] as const).map((head) => ({ modelType, head })),
  );
  const folder = temporaryFolder();
  const place = (modelType: string, head: string) => join(folder(), `${modelType}-${head}`);
  beforeAll(async () => {
    for (const { modelType, head } of cases) await writeHeedFolder(place(modelType, head), head, modelType);
    const written = cases.map(({ modelType, head }) => place(modelType, head));
    await runScript('folders.py', 'read', ...written.flatMap((one) => [one, `${one}.json`]));
  }, 60_000);

  describe.each(cases)('$modelType, $head', ({ modelType, head }) => {
    compareFolder(() => place(modelType, head));
  });
});

describe.each([
  { name: 'GPT-2 with bfloat16 weights', command: 'write', file: 'python' },
  { name: 'Llama in shards with float16 weights', command: 'write-llama', file: 'python-llama' },
])('$name', ({ command, file }) => {
  describeReference(
    'A model folder that transformers wrote',
    (folder) => runScript('folders.py', command, join(folder, file), join(folder, `${file}.json`)),
    (folder) => {
      describe('as it is', () => compareFolder(() => join(folder(), file)));

      describe('saved again by Heed', () => {
        const copy = temporaryFolder();
        beforeAll(async () => saveModel(copy(), await loadModel(join(folder(), file))));
        compareFolder(copy, () => join(folder(), `${file}.json`));
      });
    },
  );
});

/** Heed must make of a folder what Python made of it: the same ids, texts and numbers. */
function compareFolder(folder: () => string, valuesFile = () => `${folder()}.json`): void {
  let values: Values;
  let loaded: LoadedModel;
  beforeAll(async () => {
    values = await readValues(valuesFile(), valuesSchema);
    loaded = await loadModel(folder());
  });

  test('texts in many writings have the same ids, and ids the same text', async () => {
    const { tokenizer } = loaded;
    const encoded = SENTENCES.encoding.map((text) => tokenizer.encode(text));
    expect(encoded).toEqual(values.tokenizer.encoded);
    expect(encoded.map((ids) => tokenizer.decode(ids))).toEqual(values.tokenizer.decoded);
    expect(encoded.map((ids) => tokenizer.decode(ids, { skipSpecial: true }))).toEqual(
      values.tokenizer.decodedWithoutSpecial,
    );
  });

  test('special tokens have the same ids, and PAD is not EOS', () => {
    const { eosId, padId, bosId, size } = values.tokenizer;
    expect(loaded.tokenizer).toMatchObject({ eosId, padId, vocabularySize: size });
    if (bosId !== null) expect(loaded.tokenizer.bosId).toBe(bosId);
    expect(padId).not.toBe(eosId);
  });

  test('conversations are formatted as apply_chat_template formats them', () => {
    const { chats } = values.tokenizer;
    if (chats) expect(SENTENCES.chats.map((chat) => loaded.tokenizer.promptTokens(chat))).toEqual(chats);
    else expect(loaded.tokenizer.promptTokens('天气')).toEqual(loaded.tokenizer.encode('天气'));
  });

  test('logits or scores agree to 1e-4', async () => {
    const { ids, texts, logits, scores } = values.model;
    expect(texts.map((text) => loaded.tokenizer.encode(text))).toEqual(ids);
    const actual = await lastOutputs(loaded, ids);
    expect(largestDifference(actual, logits?.flat() ?? scores ?? [])).toBeLessThan(1e-4);
  });

  test('a language model goes on greedily with the same tokens and log-probabilities', async () => {
    if (loaded.model.head === 'language-model') await comparePrefixes(loaded, values.model);
    else expect(values.model.greedy).toBeUndefined();
  });
}

/** Heed stops at EOS, where the recorded continuations go on. */
async function comparePrefixes(
  { model, tokenizer }: LoadedModel,
  { ids, greedy }: Values['model'],
): Promise<void> {
  await using generator = await Generator.create({
    model,
    maxNewTokens: greedy?.[0]?.tokens.length ?? 0,
    temperature: 0,
    endToken: tokenizer.eosId,
  });
  const prompts = ids.slice(0, greedy?.length);
  const completions = await generator.generate(prompts, createRandom(0));
  for (const [row, { tokens, logProbs, finished }] of completions.entries()) {
    const expected = greedy?.[row] as { tokens: number[]; logProbs: number[] };
    const length = finished ? expected.tokens.indexOf(tokenizer.eosId) + 1 : expected.tokens.length;
    expect(tokens).toEqual(expected.tokens.slice(0, length));
    expect(largestDifference(logProbs, expected.logProbs.slice(0, length))).toBeLessThan(1e-4);
  }
}

/** The logits (or the score) at the last token of each sequence, one after the other. */
async function lastOutputs({ model, tokenizer }: LoadedModel, sequences: number[][]): Promise<Float32Array> {
  const { tokens } = padBatch(sequences, tokenizer.padId);
  const width = tokens.shape[1] as number;
  await using forward = await Forward.create({
    model,
    inputs: { tokens: { shape: ['B', 'T'], dtype: 'int64' }, last: { shape: ['B'], dtype: 'int64' } },
    outputs: (graph, inputs) => {
      const hidden = gatherPositions(graph.hidden(inputs.tokens), inputs.last);
      return { outputs: model.head === 'score' ? graph.scores(hidden) : graph.logits(hidden) };
    },
  });
  const last = int64(sequences.map((ids, row) => row * width + ids.length - 1));
  return (await forward.run({ tokens, last })).outputs.data;
}
