import { Forward, Model } from '@heed/engine';
import { expect, test } from 'vitest';
import { scoresAt, targetLogProbs } from './graph.ts';
import {
  answerFeeds,
  answerInputs,
  groupedResponseFeeds,
  groupedResponseInputs,
  responseFeeds,
  responseInputs,
} from './responses.ts';

const config = { model_type: 'gpt2', vocab_size: 13, n_positions: 16, n_embd: 16, n_layer: 2, n_head: 2 };
// answers to two prompts in turn, one of them empty
const batch = [
  { prompt: [1, 2, 3], completion: [4, 5] },
  { prompt: [6], completion: [7, 8, 9] },
  { prompt: [1, 2, 3], completion: [10] },
  { prompt: [6], completion: [] },
];

test('log-probabilities do not depend on whether answers share their prompt, and keep the order of the batch', async () => {
  const model = Model.initialize(config, { head: 'language-model', seed: 1 });
  await using apart = await Forward.create({
    model,
    inputs: responseInputs,
    outputs: (graph, inputs) => ({ logProbs: targetLogProbs(graph, inputs) }),
  });
  await using grouped = await Forward.create({
    model,
    inputs: groupedResponseInputs,
    outputs: (graph, inputs) => ({ logProbs: targetLogProbs(graph, inputs) }),
  });
  const expected = (await apart.run(responseFeeds(batch))).logProbs.data;
  const actual = (await grouped.run(groupedResponseFeeds(batch))).logProbs.data;
  expect(actual).toHaveLength(6);
  for (const [n, value] of expected.entries()) expect(actual[n]).toBeCloseTo(value, 5);
});

test('an answer is scored at its last token, whatever stands beside it', async () => {
  const model = Model.initialize(config, { head: 'score', seed: 1 });
  await using forward = await Forward.create({
    model,
    inputs: answerInputs,
    outputs: (graph, inputs) => ({ scores: scoresAt(graph, inputs, inputs.ends) }),
  });
  const together = (await forward.run(answerFeeds(batch))).scores.data;
  for (const [n, one] of batch.entries())
    expect(together[n]).toBeCloseTo((await forward.run(answerFeeds([one]))).scores.data[0] as number, 5);
});

test('the whole text predicts every token but the first', () => {
  const { predictors, targets } = responseFeeds(batch.slice(0, 2), { wholeText: true });
  expect([...(predictors.data as BigInt64Array)].map(Number)).toEqual([0, 1, 2, 3, 5, 6, 7]);
  expect([...(targets.data as BigInt64Array)].map(Number)).toEqual([2, 3, 4, 5, 7, 8, 9]);
});

test('an answer to an empty prompt has no predictor of its first token: refused, but scored and read as whole text', () => {
  const empty = [...batch, { prompt: [], completion: [11, 12] }];
  const sentence =
    'Answer 5 of 5 in a batch follows a prompt without tokens, so nothing predicts its first token; give the prompt at least one token.';
  expect(() => responseFeeds(empty)).toThrow(sentence);
  expect(() => groupedResponseFeeds(empty)).toThrow(sentence);
  const { predictors } = responseFeeds(empty, { wholeText: true });
  expect([...(predictors.data as BigInt64Array)].every((row) => row >= 0n)).toBe(true);
  const nothing = responseFeeds([...batch, { prompt: [], completion: [] }]);
  expect(nothing.predictors).toEqual(responseFeeds(batch).predictors);
  expect(answerFeeds(empty).ends.shape).toEqual([5]);
});
