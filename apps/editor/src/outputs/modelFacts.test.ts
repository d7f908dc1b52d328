import { describe, expect, it } from 'vitest';
import { modelFacts } from './modelFacts.ts';

describe('modelFacts', () => {
  it('reads the names of GPT-2', () => {
    const config = {
      architectures: ['GPT2LMHeadModel'],
      n_layer: 12,
      n_embd: 768,
      n_head: 12,
      n_positions: 1024,
    };
    expect(modelFacts({ ...config, vocab_size: 50257 })).toEqual({
      architecture: 'GPT2LMHeadModel',
      layers: 12,
      width: 768,
      heads: 12,
      vocabulary: 50257,
      context: 1024,
    });
  });

  it('reads the names of Llama and leaves out what is not said', () => {
    expect(modelFacts({ model_type: 'llama', hidden_size: 256, num_hidden_layers: 4 })).toMatchObject({
      architecture: 'llama',
      layers: 4,
      width: 256,
      context: undefined,
    });
  });
});
