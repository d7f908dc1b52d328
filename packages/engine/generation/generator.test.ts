import { describe, expect, test } from 'vitest';
import {
  type Completion,
  createRandom,
  Forward,
  Generator,
  Model,
  padBatch,
  slice,
  tokenLogProbs,
} from '../index.ts';

const config = {
  model_type: 'gpt2',
  vocab_size: 13,
  n_positions: 24,
  n_embd: 16,
  n_layer: 2,
  n_head: 2,
  initializer_range: 0.3,
};
const model = Model.initialize(config, { head: 'language-model', seed: 3 });
const prompts = [[1, 2, 3, 4, 5], [7], [9, 8, 7], [2, 2]];
const settings = { model, maxNewTokens: 12, endToken: 12, device: 'cpu' as const };

async function recompute(rows: number[][], temperature: number) {
  await using forward = await Forward.create({
    model,
    inputs: { tokens: { shape: ['B', 'T'], dtype: 'int64' } },
    outputs: (graph, { tokens }) => {
      const logits = graph.logits(slice(graph.hidden(tokens), 1, 0, 'T-1'));
      return { logProbs: tokenLogProbs(logits, slice(tokens, 1, 1), temperature), logits };
    },
  });
  return await forward.run({ tokens: padBatch(rows, 0).tokens });
}

/** Each token's log-probability is that of a forward pass over its prompt and the answer. */
async function expectLogProbs(asked: number[][], completions: Completion[], temperature: number) {
  const rows = completions.map(({ tokens }, n) => [...(asked[n] as number[]), ...tokens]);
  const { logProbs } = await recompute(rows, temperature);
  const length = logProbs.shape[1] as number;
  for (const [n, completion] of completions.entries()) {
    const start = n * length + (asked[n] as number[]).length - 1;
    for (const [step, value] of completion.logProbs.entries())
      expect(Math.abs(value - (logProbs.data[start + step] as number))).toBeLessThan(1e-4);
  }
}

describe('Generator', () => {
  test.each([{ temperature: 1 }, { temperature: 0.7 }, { temperature: 1.3, topK: 4, topP: 0.9 }])(
    'reports the log-probabilities that a forward pass gives, with %j',
    async (sampling) => {
      await using generator = await Generator.create({ ...settings, ...sampling });
      const completions = await generator.generate(prompts, createRandom(5));
      await expectLogProbs(prompts, completions, sampling.temperature);
    },
  );

  test.each([1, 3])(
    'goes on rightly after dropping finished rows, with %d samples a prompt',
    async (samples) => {
      const random = createRandom(2);
      const questions = Array.from({ length: 14 }, () =>
        Array.from({ length: 1 + random.integer(10) }, () => random.integer(12)),
      );
      const asked = questions.flatMap((prompt) => Array.from({ length: samples }, () => prompt));
      await using generator = await Generator.create({ ...settings, temperature: 1.5 });
      const completions = await generator.generate(asked, createRandom(3));
      const steps = completions.map(({ tokens }) => tokens.length);
      // some end in each part of the run, and some never do
      expect(new Set(steps).size).toBeGreaterThan(5);
      expect(completions.filter(({ finished }) => !finished).length).toBeGreaterThan(0);
      await expectLogProbs(asked, completions, 1.5);
    },
  );

  test('at temperature 0 takes the likeliest token each time', async () => {
    await using generator = await Generator.create({ ...settings, temperature: 0 });
    const completions = await generator.generate(prompts, createRandom(1));
    for (const [n, { tokens }] of completions.entries()) {
      const row = [...(prompts[n] as number[])];
      for (const token of tokens) {
        const { logits } = await recompute([[...row, 0]], 1);
        const last = [...logits.data.slice(-13)];
        expect(token).toBe(last.indexOf(Math.max(...last)));
        row.push(token);
      }
    }
  });

  test('ends a row with its first end token, and stops when all rows have ended', async () => {
    const { tokens } = (await generateAll({ temperature: 0 }))[0] as { tokens: number[] };
    const endToken = tokens[2] as number;
    const [row] = await generateAll({ temperature: 0, endToken });
    expect(row).toMatchObject({ tokens: tokens.slice(0, tokens.indexOf(endToken) + 1), finished: true });
  });

  test('gives the same tokens for the same seed, alone or with other prompts of other lengths beside it', async () => {
    const once = await generateAll({ temperature: 1 });
    expect(await generateAll({ temperature: 1 })).toEqual(once);
    expect(await generateAll({ temperature: 1 }, 6)).not.toEqual(once);
    const greedy = await generateAll({ temperature: 0 });
    await using generator = await Generator.create({ ...settings, temperature: 0 });
    for (const [n, prompt] of prompts.entries()) {
      const [alone] = await generator.generate([prompt], createRandom(5));
      expect(alone?.tokens).toEqual(greedy[n]?.tokens);
    }
  });

  test('draws tokens as often as the model says', async () => {
    const rows = Array.from({ length: 4000 }, () => [1, 2]);
    await using generator = await Generator.create({ ...settings, maxNewTokens: 1, temperature: 1 });
    const counts = new Float64Array(13);
    for (const { tokens } of await generator.generate(rows, createRandom(8)))
      counts.set([1 + (counts[tokens[0] as number] as number)], tokens[0] as number);
    const { logits } = await recompute([[1, 2, 0]], 1);
    const last = [...logits.data.slice(-13)];
    const total = last.reduce((all, one) => all + Math.exp(one), 0);
    for (const [token, logit] of last.entries()) {
      const share = Math.exp(logit) / total;
      const deviation = Math.sqrt((share * (1 - share)) / rows.length);
      expect(Math.abs((counts[token] as number) / rows.length - share)).toBeLessThan(4.5 * deviation + 1e-6);
    }
  });

  test('draws only from the K likeliest tokens, and only from the nucleus', async () => {
    const rows = Array.from({ length: 500 }, () => [1, 2]);
    const { logits } = await recompute([[1, 2, 0]], 1);
    const last = [...logits.data.slice(-13)].map((logit, token) => ({ token, p: Math.exp(logit) }));
    const total = last.reduce((all, { p }) => all + p, 0);
    const sorted = last.sort((a, b) => b.p - a.p).map(({ token, p }) => ({ token, p: p / total }));
    const drawn = async (sampling: object) => {
      await using generator = await Generator.create({
        ...settings,
        ...sampling,
        maxNewTokens: 1,
        temperature: 1,
      });
      const completions = await generator.generate(rows, createRandom(9));
      return new Set(completions.map(({ tokens }) => tokens[0] as number));
    };
    expect(await drawn({ topK: 3 })).toEqual(new Set(sorted.slice(0, 3).map(({ token }) => token)));
    const likelier = (n: number) => sorted.slice(0, n).reduce((all, { p }) => all + p, 0);
    const nucleus = sorted.filter((_, n) => likelier(n) < 0.6).map(({ token }) => token);
    expect(nucleus.length).toBeGreaterThan(1);
    expect(await drawn({ topP: 0.6 })).toEqual(new Set(nucleus));
  });

  test('finishes a run that has begun before its memory is freed', async () => {
    const generator = await Generator.create({ ...settings, temperature: 0 });
    const running = generator.generate(prompts, createRandom(1));
    await generator.dispose();
    expect(await running).toHaveLength(4);
    await expect(generator.generate(prompts, createRandom(1))).rejects.toThrow(
      'was disposed before this run',
    );
  });

  test('says which prompt is empty or too long, and heeds a signal', async () => {
    await using generator = await Generator.create({ ...settings, temperature: 1 });
    await expect(generator.generate([[1], []], createRandom(1))).rejects.toThrow('Prompt 2 is empty');
    await expect(generator.generate([Array(13).fill(1)], createRandom(1))).rejects.toThrow('context of 24');
    const signal = AbortSignal.abort();
    await expect(generator.generate([[1]], createRandom(1), { signal })).rejects.toThrow('aborted');
    expect(await generator.generate([], createRandom(1))).toEqual([]);
  });
});

async function generateAll(sampling: { temperature: number; endToken?: number }, seed = 5) {
  await using generator = await Generator.create({ ...settings, ...sampling });
  return await generator.generate(prompts, createRandom(seed));
}
