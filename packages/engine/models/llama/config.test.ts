import { describe, expect, test } from 'vitest';
import { Model, parseModelConfig } from '../../index.ts';

const llama = {
  model_type: 'llama',
  vocab_size: 13,
  hidden_size: 16,
  intermediate_size: 10,
  num_hidden_layers: 1,
  num_attention_heads: 4,
  num_key_value_heads: 2,
  max_position_embeddings: 24,
};
const as = (modelType: string, changes: object = {}) => ({ ...llama, model_type: modelType, ...changes });
const names = (config: object) => [
  ...Model.initialize(config, { head: 'language-model', seed: 0 }).tensors().keys(),
];
const biases = (config: object) =>
  names(config).flatMap((name) => /\.(\w+)_proj\.bias$/.exec(name)?.[1] ?? []);

describe('keys that a config.json lacks', () => {
  const { num_key_value_heads, max_position_embeddings, ...bare } = llama;

  test.each([
    ['llama', { num_key_value_heads: 4, head_dim: 4, max_position_embeddings: 2048 }],
    ['qwen2', { num_key_value_heads: 4, head_dim: 4, max_position_embeddings: 32_768 }],
    ['qwen3', { num_key_value_heads: 4, head_dim: 128, max_position_embeddings: 32_768 }],
  ])('are for %s as transformers assumes', (modelType, expected) => {
    // the classes of Qwen assume 32 heads for keys, which null replaces by the number of heads
    const config = { ...bare, model_type: modelType, num_key_value_heads: null };
    expect(parseModelConfig(config)).toMatchObject({ ...expected, rms_norm_eps: 1e-6 });
  });

  test('the sliding window of Mistral counts where it is not named', () => {
    expect(() => parseModelConfig(as('mistral', { max_position_embeddings: 5000 }))).toThrow(
      'sliding_window = 4096, which is not supported: set max_position_embeddings to at most 4096',
    );
    expect(parseModelConfig(as('mistral'))).toMatchObject({ sliding_window: 4096 });
  });
});

test('keys that the engine does not read stay, and none are added that a class does not know', () => {
  const parsed = parseModelConfig({ ...llama, use_cache: true, rope_scaling: null });
  expect(parsed).toMatchObject({ use_cache: true, rope_scaling: null });
  expect(parsed).not.toHaveProperty('use_sliding_window');
  expect(parsed).not.toHaveProperty('rope_parameters');
});

describe('weights', () => {
  test.each([
    [as('llama'), ''],
    [as('llama', { attention_bias: true }), 'q,k,v,o'],
    [as('llama', { mlp_bias: true }), 'gate,up,down'],
    [as('mistral'), ''],
    [as('qwen2'), 'q,k,v'],
    [as('qwen3'), ''],
    [as('qwen3', { attention_bias: true }), 'q,k,v,o'],
  ])('%j has biases at %s', (config, expected) => {
    expect(biases(config).join()).toBe(expected);
  });

  test('an output matrix of its own is required, named, and not part of a score model', () => {
    const language = Model.initialize(llama, { head: 'language-model', seed: 1 });
    expect(names(llama)).toContain('lm_head.weight');
    const score = language.withHead('score', 1);
    expect([...score.tensors().keys()]).not.toContain('lm_head.weight');
    expect(() => score.withHead('language-model', 0)).toThrow('lm_head.weight is missing');
    const tensors = new Map([
      ...language.tensors(),
      ['lm_head.weight', { shape: [2], data: new Float32Array(2) }],
    ]);
    expect(() => Model.fromTensors(llama, tensors, { head: 'language-model', seed: 0 })).toThrow(
      'lm_head.weight is [2] instead of [13,16]',
    );
  });

  test('a tied output matrix may be stored too, or alone, but must be equal', () => {
    const tied = { ...llama, tie_word_embeddings: true };
    const { parameters, ...model } = Model.initialize(tied, { head: 'language-model', seed: 1 });
    const tensors = Model.initialize(tied, { head: 'language-model', seed: 1 }).tensors();
    const embeddings = tensors.get('model.embed_tokens.weight') as { shape: number[]; data: Float32Array };
    const load = () => Model.fromTensors(model.config, tensors, { head: 'language-model', seed: 0 });
    tensors.set('lm_head.weight', embeddings);
    expect(load().parameters.data).toEqual(parameters.data);
    tensors.delete('model.embed_tokens.weight');
    expect(load().parameters.data).toEqual(parameters.data);
    tensors.set('model.embed_tokens.weight', { ...embeddings, data: embeddings.data.map((one) => one + 1) });
    expect(load).toThrow(
      'lm_head.weight differs from model.embed_tokens.weight, with which it should be tied',
    );
  });

  test('the names of the bare LlamaModel are read, stored frequencies are left out', () => {
    const model = Model.initialize({ ...llama, tie_word_embeddings: true }, { head: 'score', seed: 1 });
    const bare = new Map([...model.tensors()].map(([name, one]) => [name.replace(/^model\./, ''), one]));
    bare.set('layers.0.self_attn.rotary_emb.inv_freq', { shape: [2], data: new Float32Array(2) });
    const loaded = Model.fromTensors(model.config, bare, { head: 'score', seed: 1 });
    expect(loaded.parameters.data).toEqual(model.parameters.data);
  });
});

describe('what changes the computation and is not supported is named', () => {
  const rope = (section: object) => as('llama', { rope_scaling: section });

  test.each([
    [as('llama', { hidden_act: 'gelu' }), 'The llama configuration has hidden_act = "gelu"'],
    [as('llama', { vocab_size: undefined }), 'The llama configuration has no vocab_size.'],
    [
      as('llama', { hidden_size: 18 }),
      'hidden_size = 18, which is not a multiple of num_attention_heads = 4',
    ],
    [as('llama', { head_dim: 5 }), 'a width of 5 for each head, but rotary positions turn pairs of numbers'],
    [as('llama', { num_key_value_heads: 3 }), 'not a multiple of num_key_value_heads = 3'],
    [as('mistral', { attention_bias: true }), 'attention_bias = true, but a mistral model has no biases'],
    [as('qwen2', { mlp_bias: true }), 'mlp_bias = true, but a qwen2 model has no biases'],
    [as('mistral', { sliding_window: 16 }), 'The mistral configuration has sliding_window = 16'],
    [as('llama', { sliding_window: 16 }), 'The llama configuration has sliding_window = 16'],
    [as('qwen2', { sliding_window: 16, use_sliding_window: true }), 'has sliding_window = 16'],
    [as('qwen3', { layer_types: ['sliding_attention'] }), 'layer_types with "sliding_attention"'],
    [as('llama', { layer_types: ['linear_attention'] }), 'layer_types with "linear_attention"'],
    [as('llama', { partial_rotary_factor: 0.5 }), 'has partial_rotary_factor = 0.5'],
    [rope({ type: 'yarn', factor: 4 }), 'rope_scaling has the type "yarn", which is not supported'],
    [rope({ type: 'linear' }), "configuration's rope_scaling has no factor"],
    [rope({ type: 'linear', factor: 0 }), 'rope_scaling has factor = 0'],
    [
      rope({ type: 'default', mrope_section: [1] }),
      'rope_scaling has mrope_section = [1], which is not supported',
    ],
    [
      rope({ rope_type: 'llama3', factor: 8, low_freq_factor: 4, high_freq_factor: 4 }),
      'low_freq_factor = 4',
    ],
    [as('llama', { rope_parameters: { full_attention: {} } }), 'rope_parameters has full_attention = {}'],
    [as('llama', { head_dim: 2, rope_scaling: { type: 'dynamic', factor: 2 } }), 'needs at least 4'],
  ])('%j', (config, sentence) => {
    expect(() => parseModelConfig(config)).toThrow(sentence);
  });

  test.each([
    as('qwen2', { sliding_window: 16, use_sliding_window: false, layer_types: ['full_attention'] }),
    as('mistral', { sliding_window: 24, layer_types: ['sliding_attention'] }),
    as('mistral', { sliding_window: null }),
    as('llama', { partial_rotary_factor: 1, hidden_act: 'swish' }),
  ])('%j computes what is supported', (config) => {
    expect(parseModelConfig(config).model_type).toBe(config.model_type);
  });
});
