import { llamaFamily } from '../llama/family.ts';

/** Qwen2 and Qwen2.5 (Yang et al., 2024): queries, keys and values have biases. */
export default llamaFamily(
  {
    modelType: 'qwen2',
    className: 'Qwen2',
    defaults: { max_position_embeddings: 32_768, num_key_value_heads: 32 },
    attentionBias: 'query, key and value',
    mlpBias: 'none',
    queryKeyNorm: false,
    windowSwitch: true,
  },
  [
    {
      model_type: 'qwen2',
      vocab_size: 13,
      hidden_size: 16,
      intermediate_size: 10,
      num_hidden_layers: 2,
      num_attention_heads: 4,
      num_key_value_heads: 2,
      max_position_embeddings: 24,
      tie_word_embeddings: true,
    },
  ],
);
