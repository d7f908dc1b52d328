import { z } from 'zod';
import { checkConfig } from '../check-config.ts';
import { contextLengthOf, ropeKeys, ropeOf } from './rope.ts';
import type { LlamaVariant } from './variant.ts';

const count = z.int().positive();
const tokenId = z.int().nonnegative();

/** What the engine reads of the `config.json` of LlamaForCausalLM and its relatives. */
const schema = z.looseObject({
  ...ropeKeys,
  model_type: z.string(),
  vocab_size: count,
  hidden_size: count,
  intermediate_size: count,
  num_hidden_layers: count,
  num_attention_heads: count,
  num_key_value_heads: count.nullish(),
  head_dim: count.nullish(),
  hidden_act: z.enum(['silu', 'swish']).default('silu'),
  rms_norm_eps: z.number().positive().default(1e-6),
  initializer_range: z.number().nonnegative().default(0.02),
  tie_word_embeddings: z.boolean().default(false),
  attention_bias: z.boolean().optional(),
  mlp_bias: z.boolean().optional(),
  sliding_window: count.nullish(),
  use_sliding_window: z.boolean().optional(),
  layer_types: z.array(z.string()).nullish(),
  bos_token_id: tokenId.nullable().default(null),
  eos_token_id: z
    .union([tokenId, z.array(tokenId)])
    .nullable()
    .default(null),
  pad_token_id: tokenId.nullable().default(null),
});

/** The configuration of a Llama-like model with all defaults filled in. */
export type LlamaConfig = z.infer<typeof schema> & { num_key_value_heads: number; head_dim: number };

/** Checks a `config.json`; whatever changes the computation and is not supported is named in one sentence. */
export function parseLlama(variant: LlamaVariant, json: unknown): LlamaConfig {
  const subject = `The ${variant.modelType} configuration`;
  const given = checkConfig(subject, schema, { ...variant.defaults, ...(json as object) });
  const heads = given.num_attention_heads;
  const config = {
    ...given,
    num_key_value_heads: given.num_key_value_heads ?? heads,
    head_dim: given.head_dim ?? given.hidden_size / heads,
  };
  const fail = (what: string): never => {
    throw new Error(`${subject} has ${what}.`);
  };
  checkHeads(config, fail);
  checkBiases(config, variant, fail);
  checkWindow(config, variant, subject);
  if (ropeOf(config).type === 'dynamic' && config.head_dim < 4)
    fail(`head_dim = ${config.head_dim}, but dynamic RoPE scaling needs at least 4`);
  return config;
}

type Fail = (what: string) => never;

function checkHeads(config: LlamaConfig, fail: Fail): void {
  const { hidden_size, num_attention_heads: heads, num_key_value_heads: shared, head_dim } = config;
  if (!Number.isInteger(head_dim))
    fail(`hidden_size = ${hidden_size}, which is not a multiple of num_attention_heads = ${heads}`);
  if (head_dim % 2 === 1)
    fail(`a width of ${head_dim} for each head, but rotary positions turn pairs of numbers`);
  if (heads % shared !== 0)
    fail(`num_attention_heads = ${heads}, which is not a multiple of num_key_value_heads = ${shared}`);
}

function checkBiases(config: LlamaConfig, { modelType, attentionBias, mlpBias }: LlamaVariant, fail: Fail) {
  if (config.attention_bias && attentionBias === 'none')
    fail(`attention_bias = true, but a ${modelType} model has no biases in its attention`);
  if (config.mlp_bias && mlpBias === 'none')
    fail(`mlp_bias = true, but a ${modelType} model has no biases in its feed-forward layers`);
}

/** A window that is at least as long as the longest text hides nothing; any other is refused. */
function checkWindow(config: LlamaConfig, { windowSwitch }: LlamaVariant, subject: string): void {
  const { layer_types: layers, max_position_embeddings: positions } = config;
  const isOn = windowSwitch ? config.use_sliding_window === true : true;
  const window = isOn ? (config.sliding_window ?? undefined) : undefined;
  const context = contextLengthOf(ropeOf(config), positions);
  if (window !== undefined && window < context)
    throw new Error(
      `${subject} has sliding_window = ${window}, which is not supported: set max_position_embeddings to at most ` +
        `${window} to use the model for texts no longer than its window.`,
    );
  const known = window === undefined ? ['full_attention'] : ['full_attention', 'sliding_attention'];
  const other = layers?.find((layer) => !known.includes(layer));
  if (other !== undefined)
    throw new Error(`${subject} has layer_types with "${other}", which is not supported.`);
}
