import { llamaFamily } from '../llama/family.ts';

/** Qwen3 (Yang et al., 2025): each head normalizes its queries and keys. */
export default llamaFamily(
  {
    modelType: 'qwen3',
    className: 'Qwen3',
    defaults: { max_position_embeddings: 32_768, num_key_value_heads: 32, head_dim: 128 },
    attentionBias: 'as configured',
    mlpBias: 'none',
    queryKeyNorm: true,
    windowSwitch: true,
  },
  [
    {
      model_type: 'qwen3',
      vocab_size: 13,
      hidden_size: 12,
      intermediate_size: 10,
      num_hidden_layers: 2,
      num_attention_heads: 4,
      num_key_value_heads: 2,
      head_dim: 6,
      max_position_embeddings: 24,
    },
  ],
);
