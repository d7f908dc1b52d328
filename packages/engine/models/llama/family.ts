import { gather } from '../../operators/gather.ts';
import type { Family } from '../family.ts';
import { llamaBlocks, rmsNormed } from './block.ts';
import { type LlamaConfig, parseLlama } from './config.ts';
import { contextLengthOf, ropeOf } from './rope.ts';
import type { LlamaVariant } from './variant.ts';
import { canonicalLlamaName, parametersOf, placeOfLlamaWeight } from './weights.ts';

/** A member of the Llama family; a file in `families/` says what distinguishes it. */
export function llamaFamily(variant: LlamaVariant, samples: readonly object[]): Family<LlamaConfig> {
  const { modelType, className } = variant;
  const outputMatrix = (config: LlamaConfig) =>
    config.tie_word_embeddings ? 'model.embed_tokens.weight' : 'lm_head.weight';
  return {
    modelType,
    classNames: {
      'language-model': `${className}ForCausalLM`,
      score: `${className}ForSequenceClassification`,
    },
    parse: (json) => parseLlama(variant, json),
    dimensions: (config) => ({
      vocabularySize: config.vocab_size,
      contextLength: contextLengthOf(ropeOf(config), config.max_position_embeddings),
      width: config.hidden_size,
      layers: config.num_hidden_layers,
      heads: config.num_attention_heads,
      keyValueHeads: config.num_key_value_heads,
      headWidth: config.head_dim,
    }),
    parameters: (config, head) => parametersOf(variant, config, head),
    matrixLayout: 'out-in',
    place: placeOfLlamaWeight,
    canonicalName: canonicalLlamaName,
    tied: (config): Record<string, string> =>
      config.tie_word_embeddings ? { 'lm_head.weight': outputMatrix(config) } : {},
    embed: (_, weights, tokens) => gather(weights('model.embed_tokens.weight'), tokens),
    blocks: (config, weights, positions) => llamaBlocks(variant, config, weights, positions),
    normalize: (config, weights, states) => rmsNormed(config, weights, states, 'model.norm'),
    outputMatrix,
    samples,
  };
}
