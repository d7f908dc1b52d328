import { createRandom, int64, Model, mean, neg, reshape, Trainer, tokenLogProbs } from '@heed/engine';

import { type Technique, techniqueCase } from '../harness/technique.ts';

const VOCABULARY = 49_152;
const TOKENS = 2048;

/** A vocabulary as that of SmolLM on one narrow block, so that logits are all that counts. */
const config = {
  model_type: 'gpt2',
  vocab_size: VOCABULARY,
  n_positions: 16,
  n_embd: 64,
  n_layer: 1,
  n_head: 1,
};

/** Logits of some rows at a time, computed again for the gradient, against all of them in memory at once. */
export const technique: Technique = {
  async open(_job, way) {
    const model = Model.initialize(config, { head: 'language-model', seed: 1 });
    const random = createRandom(2);
    const draw = () => Array.from({ length: TOKENS }, () => random.integer(VOCABULARY));
    const trainer = await Trainer.create({
      model,
      inputs: {
        tokens: { shape: [TOKENS / 16, 16], dtype: 'int64' },
        targets: { shape: [TOKENS], dtype: 'int64' },
      },
      loss: (graph, { tokens, targets }) => {
        const hidden = reshape(graph.hidden(tokens), [TOKENS, 64]);
        const logProbs =
          way === 'with'
            ? graph.predict(hidden, targets).logProbs
            : tokenLogProbs(graph.logits(hidden), targets);
        return { loss: neg(mean(logProbs)) };
      },
    });
    const tokens = { shape: [TOKENS / 16, 16], data: int64(draw()).data };
    const feeds = { tokens, targets: int64(draw()) };
    return async () => (await trainer.step(feeds, { learningRate: 1e-4 })).loss;
  },
};

export default techniqueCase('logits in chunks: peak memory', 'technique-chunked-logits', {
  title: `a step on ${TOKENS} tokens of a vocabulary of ${VOCABULARY}, logits in chunks or whole (second column: without)`,
  sizes: ['4M'],
  technique,
});
