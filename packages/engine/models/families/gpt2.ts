import { z } from 'zod';
import { add } from '../../operators/add.ts';
import { gather } from '../../operators/gather.ts';
import { gelu } from '../../operators/gelu.ts';
import { layerNorm } from '../../operators/layerNorm.ts';
import { linear } from '../../operators/linear.ts';
import { matmul } from '../../operators/matmul.ts';
import { reshape } from '../../operators/reshape.ts';
import { split } from '../../operators/split.ts';
import { transpose } from '../../operators/transpose.ts';
import { multiply } from '../../tensor/dimension.ts';
import { dimOf, type Tensor } from '../../tensor/tensor.ts';
import { adapted } from '../adapted.ts';
import { checkConfig } from '../check-config.ts';
import type { Attend, Family, Head, ParameterSpec, WeightPlace, Weights } from '../family.ts';

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

function hidden(
  config: Gpt2Config,
  weights: Weights,
  tokens: Tensor,
  positions: Tensor,
  attend: Attend,
): Tensor {
  const { n_embd: width, n_head: heads, n_layer: layers } = config;
  const [batch, length] = [dimOf(tokens, 0), dimOf(tokens, 1)];
  const rows = multiply(batch, length);
  const norm = (x: Tensor, name: string) =>
    layerNorm(x, weights(`${name}.weight`), weights(`${name}.bias`), config.layer_norm_epsilon);
  const dense = (x: Tensor, name: string) =>
    adapted(weights, name, x, linear(x, weights(`${name}.weight`), weights(`${name}.bias`)));
  const perHead = (x: Tensor) => transpose(reshape(x, [batch, length, heads, width / heads]), [0, 2, 1, 3]);

  const embedded = add(
    gather(weights('transformer.wte.weight'), tokens),
    gather(weights('transformer.wpe.weight'), positions),
  );
  let x = reshape(embedded, [rows, width]);
  for (let layer = 0; layer < layers; layer++) {
    const name = `transformer.h.${layer}`;
    const projected = dense(norm(x, `${name}.ln_1`), `${name}.attn.c_attn`);
    const [query, key, value] = split(projected, [width, width, width], -1).map(perHead) as [
      Tensor,
      Tensor,
      Tensor,
    ];
    const mixed = transpose(attend(layer, query, key, value), [0, 2, 1, 3]);
    x = add(x, dense(reshape(mixed, [rows, width]), `${name}.attn.c_proj`));
    const inner = gelu(dense(norm(x, `${name}.ln_2`), `${name}.mlp.c_fc`));
    x = add(x, dense(inner, `${name}.mlp.c_proj`));
  }
  return reshape(norm(x, 'transformer.ln_f'), [batch, length, width]);
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
  hidden,
  logits: (_, weights, states) => matmul(states, weights('transformer.wte.weight'), { transposeB: true }),
  samples: [{ model_type: 'gpt2', vocab_size: 13, n_positions: 24, n_embd: 16, n_layer: 2, n_head: 2 }],
};

export default gpt2;
