import type { Head, ParameterSpec, WeightPlace } from '../family.ts';
import type { LlamaConfig } from './config.ts';
import type { LlamaVariant } from './variant.ts';

/** Whether the projection `part.name` of a block, such as `self_attn.q_proj`, has a bias. */
export function hasBias(
  { attentionBias, mlpBias }: LlamaVariant,
  config: LlamaConfig,
  layer: string,
): boolean {
  if (layer.includes('.mlp.')) return mlpBias === 'as configured' && config.mlp_bias === true;
  if (attentionBias === 'query, key and value') return !layer.endsWith('.o_proj');
  return attentionBias === 'as configured' && config.attention_bias === true;
}

/** Matrices are drawn from N(0, initializer_range²) as `transformers` does; a score head from N(0, 1/(width + 1)). */
export function parametersOf(variant: LlamaVariant, config: LlamaConfig, head: Head): ParameterSpec[] {
  const { hidden_size: width, intermediate_size: inner, head_dim: headWidth } = config;
  const [heads, shared] = [config.num_attention_heads, config.num_key_value_heads];
  const matrix = (name: string, shape: number[], deviation = config.initializer_range): ParameterSpec => ({
    name: `${name}.weight`,
    shape,
    initial: { normal: deviation },
  });
  const norm = (name: string, length = width): ParameterSpec => ({
    name: `${name}.weight`,
    shape: [length],
    initial: 'ones',
  });
  const dense = (name: string, outer: number, inward: number): ParameterSpec[] => [
    matrix(name, [outer, inward]),
    ...(hasBias(variant, config, name)
      ? [{ name: `${name}.bias`, shape: [outer], initial: 'zeros' as const }]
      : []),
  ];
  const block = (prefix: string): ParameterSpec[] => [
    norm(`${prefix}.input_layernorm`),
    ...dense(`${prefix}.self_attn.q_proj`, heads * headWidth, width),
    ...dense(`${prefix}.self_attn.k_proj`, shared * headWidth, width),
    ...dense(`${prefix}.self_attn.v_proj`, shared * headWidth, width),
    ...dense(`${prefix}.self_attn.o_proj`, width, heads * headWidth),
    ...(variant.queryKeyNorm
      ? [norm(`${prefix}.self_attn.q_norm`, headWidth), norm(`${prefix}.self_attn.k_norm`, headWidth)]
      : []),
    norm(`${prefix}.post_attention_layernorm`),
    ...dense(`${prefix}.mlp.gate_proj`, inner, width),
    ...dense(`${prefix}.mlp.up_proj`, inner, width),
    ...dense(`${prefix}.mlp.down_proj`, width, inner),
  ];
  const output = config.tie_word_embeddings ? [] : [matrix('lm_head', [config.vocab_size, width])];
  return [
    matrix('model.embed_tokens', [config.vocab_size, width]),
    ...Array.from({ length: config.num_hidden_layers }, (_, layer) => block(`model.layers.${layer}`)).flat(),
    norm('model.norm'),
    ...(head === 'score' ? [matrix('score', [1, width], 1 / Math.sqrt(width + 1))] : output),
  ];
}

/** Files of the bare LlamaModel lack the prefix; old ones store the rotary frequencies, which follow from config.json. */
export function canonicalLlamaName(name: string): string | undefined {
  if (name.endsWith('rotary_emb.inv_freq')) return undefined;
  return /^(embed_tokens|layers|norm)\./.test(name) ? `model.${name}` : name;
}

/** Where a weight stands in the model. */
export function placeOfLlamaWeight(name: string): WeightPlace {
  const [, block, part, layer] = /^model\.layers\.(\d+)\.(\w+)\.(.+)$/.exec(name) ?? [];
  if (block === undefined) return { at: name === 'model.embed_tokens.weight' ? 'embeddings' : 'top' };
  if (!layer?.endsWith('_proj.weight')) return { at: 'block', block: Number(block) };
  return { at: 'block', block: Number(block), projection: part === 'mlp' ? 'mlp' : 'attention' };
}
