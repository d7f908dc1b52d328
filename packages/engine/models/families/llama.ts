import { llamaFamily } from '../llama/family.ts';

const sample = {
  model_type: 'llama',
  vocab_size: 13,
  hidden_size: 12,
  intermediate_size: 10,
  num_hidden_layers: 2,
  num_attention_heads: 4,
  num_key_value_heads: 2,
  head_dim: 4,
  max_position_embeddings: 24,
};

/** Llama 1 to 3 (Touvron et al., 2023) and what has the same architecture, such as SmolLM. */
export default llamaFamily(
  {
    modelType: 'llama',
    className: 'Llama',
    defaults: { max_position_embeddings: 2048 },
    attentionBias: 'as configured',
    mlpBias: 'as configured',
    queryKeyNorm: false,
    windowSwitch: false,
  },
  [
    sample,
    { ...sample, tie_word_embeddings: true, attention_bias: true, mlp_bias: true },
    { ...sample, max_position_embeddings: 8, rope_scaling: { type: 'dynamic', factor: 3 } },
  ],
);
