import { z } from 'zod';
import { add } from '../../operators/add.ts';
import { gather } from '../../operators/gather.ts';
import { gelu } from '../../operators/gelu.ts';
import { layerNorm } from '../../operators/layerNorm.ts';
import { reshape } from '../../operators/reshape.ts';
import { split } from '../../operators/split.ts';
import { dimOf, type Tensor } from '../../tensor/tensor.ts';
import { atRows } from '../at-rows.ts';
import { checkConfig } from '../check-config.ts';
import type { Block, Family, Head, ParameterSpec, WeightPlace, Weights } from '../family.ts';
import { project } from '../project.ts';

const count = z.int().positive();
const tokenId = z.int().nonnegative().nullable().default(null);

/** `config.json` of Hugging Face's GPT2LMHeadModel and GPT2ForSequenceClassification. */
const schema = z.looseObject({
  model_type: z.literal('gpt2'),
  vocab_size: count,
  n_positions: count.default(1024),
  n_embd: count,
  n_layer: count,
  n_head: count,
  n_inner: count.nullable().default(null),
  activation_function: z.literal('gelu_new').default('gelu_new'),
  layer_norm_epsilon: z.number().positive().default(1e-5),
  initializer_range: z.number().positive().default(0.02),
  scale_attn_weights: z.literal(true).default(true),
  scale_attn_by_inverse_layer_idx: z.literal(false).default(false),
  add_cross_attention: z.literal(false).default(false),
  tie_word_embeddings: z.literal(true).default(true),
  bos_token_id: tokenId,
  eos_token_id: tokenId,
  pad_token_id: tokenId,
});

/** GPT-2's configuration with all defaults filled in. */
export type Gpt2Config = z.infer<typeof schema>;

function parse(json: unknown): Gpt2Config {
  const config = checkConfig('The gpt2 configuration', schema, json);
  const { n_embd, n_head } = config;
  if (n_embd % n_head !== 0)
    throw new Error(
      `The gpt2 configuration has n_embd = ${n_embd}, which is not a multiple of n_head = ${n_head}.`,
    );
  return config;
}

/** Weights as in Radford et al. (2019): normal, residual projections smaller by 1/√(2·layers). */
function parameters(config: Gpt2Config, head: Head): ParameterSpec[] {
  const { n_embd: width, n_layer, initializer_range: std } = config;
  const inner = config.n_inner ?? 4 * width;
  const residual = std / Math.sqrt(2 * n_layer);
  const matrix = (name: string, shape: number[], deviation = std): ParameterSpec[] => [
    { name: `${name}.weight`, shape, initial: { normal: deviation } },
  ];
  const dense = (name: string, shape: [number, number], deviation = std): ParameterSpec[] => [
    ...matrix(name, shape, deviation),
    { name: `${name}.bias`, shape: [shape[1]], initial: 'zeros' },
  ];
  const norm = (name: string): ParameterSpec[] => [
    { name: `${name}.weight`, shape: [width], initial: 'ones' },
    { name: `${name}.bias`, shape: [width], initial: 'zeros' },
  ];
  const block = (prefix: string) => [
    ...norm(`${prefix}.ln_1`),
    ...dense(`${prefix}.attn.c_attn`, [width, 3 * width]),
    ...dense(`${prefix}.attn.c_proj`, [width, width], residual),
    ...norm(`${prefix}.ln_2`),
    ...dense(`${prefix}.mlp.c_fc`, [width, inner]),
    ...dense(`${prefix}.mlp.c_proj`, [inner, width], residual),
  ];
  return [
    ...matrix('transformer.wte', [config.vocab_size, width]),
    ...matrix('transformer.wpe', [config.n_positions, width]),
    ...Array.from({ length: n_layer }, (_, layer) => block(`transformer.h.${layer}`)).flat(),
    ...norm('transformer.ln_f'),
    ...(head === 'score' ? matrix('score', [1, width], 1 / Math.sqrt(width + 1)) : []),
  ];
}

/** Files of the bare GPT2Model lack the prefix; some store the causal mask. */
function canonicalName(name: string): string | undefined {
  if (/\.attn\.(bias|masked_bias)$/.test(name)) return undefined;
  return /^(wte|wpe|h|ln_f)\./.test(name) ? `transformer.${name}` : name;
}

function place(name: string): WeightPlace {
  const [, block, part, weight] =
    /^transformer\.h\.(\d+)\.(attn|mlp|ln_\d)\.(?:\w+\.)?(weight|bias)$/.exec(name) ?? [];
  if (block === undefined) return { at: /\.w[tp]e\./.test(name) ? 'embeddings' : 'top' };
  if (weight === 'bias' || part?.startsWith('ln')) return { at: 'block', block: Number(block) };
  return { at: 'block', block: Number(block), projection: part === 'attn' ? 'attention' : 'mlp' };
}

function dense(weights: Weights, x: Tensor, name: string): Tensor {
  return project(weights, name, x, { layout: 'in-out', bias: true });
}

function norm(config: Gpt2Config, weights: Weights, x: Tensor, name: string): Tensor {
  return layerNorm(x, weights(`${name}.weight`), weights(`${name}.bias`), config.layer_norm_epsilon);
}

/**
 * x ← x + Wo attention(Wq N(x), Wk N(x), Wv N(x)), x ← x + W₂ gelu(W₁ N(x)), with N a layer norm: norms stand before the
 * parts they feed (Radford et al., 2019).
 */
function block(config: Gpt2Config, weights: Weights): Block {
  const { n_embd: width, n_head: heads } = config;
  return (number, states, attend, rows) => {
    const name = `transformer.h.${number}`;
    const projected = dense(weights, norm(config, weights, states, `${name}.ln_1`), `${name}.attn.c_attn`);
    const parts = split(projected, [width, width, width], -1);
    const perHead = (x: Tensor) => reshape(x, [dimOf(x, 0), heads, width / heads]);
    const [query, key, value] = parts.map(perHead) as [Tensor, Tensor, Tensor];
    const attended = atRows(attend(query, key, value), rows);
    const mixed = add(atRows(states, rows), dense(weights, attended, `${name}.attn.c_proj`));
    const inner = gelu(dense(weights, norm(config, weights, mixed, `${name}.ln_2`), `${name}.mlp.c_fc`));
    return add(mixed, dense(weights, inner, `${name}.mlp.c_proj`));
  };
}

const gpt2: Family<Gpt2Config> = {
  modelType: 'gpt2',
  classNames: { 'language-model': 'GPT2LMHeadModel', score: 'GPT2ForSequenceClassification' },
  parse,
  dimensions: (config) => ({
    vocabularySize: config.vocab_size,
    contextLength: config.n_positions,
    width: config.n_embd,
    layers: config.n_layer,
    heads: config.n_head,
    keyValueHeads: config.n_head,
    headWidth: config.n_embd / config.n_head,
  }),
  parameters,
  matrixLayout: 'in-out',
  place,
  canonicalName,
  tied: () => ({ 'lm_head.weight': 'transformer.wte.weight' }),
  embed: (_, weights, tokens, positions) =>
    add(
      gather(weights('transformer.wte.weight'), tokens),
      gather(weights('transformer.wpe.weight'), positions),
    ),
  blocks: block,
  normalize: (config, weights, states) => norm(config, weights, states, 'transformer.ln_f'),
  outputMatrix: () => 'transformer.wte.weight',
  samples: [{ model_type: 'gpt2', vocab_size: 13, n_positions: 24, n_embd: 16, n_layer: 2, n_head: 2 }],
};

export default gpt2;
