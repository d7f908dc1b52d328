import { llamaFamily } from '../llama/family.ts';

/** Mistral (Jiang et al., 2023), where no sliding window is set. */
export default llamaFamily(
  {
    modelType: 'mistral',
    className: 'Mistral',
    defaults: { max_position_embeddings: 131_072, num_key_value_heads: 8, sliding_window: 4096 },
    attentionBias: 'none',
    mlpBias: 'none',
    queryKeyNorm: false,
    windowSwitch: false,
  },
  [
    {
      model_type: 'mistral',
      vocab_size: 13,
      hidden_size: 16,
      intermediate_size: 10,
      num_hidden_layers: 2,
      num_attention_heads: 4,
      num_key_value_heads: 1,
      max_position_embeddings: 24,
      sliding_window: null,
    },
  ],
);
