import { z } from 'zod';
import type { Adapter } from './adapter.ts';

/** What Heed reads from the adapter_config.json of PEFT's LoRA. */
const schema = z.looseObject({
  peft_type: z.literal('LORA'),
  r: z.int().positive(),
  lora_alpha: z.number().positive(),
  task_type: z.enum(['CAUSAL_LM', 'SEQ_CLS']).nullish(),
  bias: z.literal('none').default('none'),
  use_rslora: z.boolean().default(false),
  /** The other ways to begin change the model's weights too, which the adapter alone does not hold. */
  init_lora_weights: z.union([z.boolean(), z.enum(['gaussian', 'eva', 'orthogonal'])]).default(true),
});

export type PeftConfig = z.infer<typeof schema>;

/** Settings that do not change what a finished adapter computes, or that its tensors show anyway. */
const harmless = [
  ...Object.keys(schema.shape),
  ...[
    'auto_mapping',
    'base_model_name_or_path',
    'peft_version',
    'revision',
    'inference_mode',
    'lora_dropout',
  ],
  ...['target_modules', 'exclude_modules', 'modules_to_save', 'layers_to_transform', 'layers_pattern'],
  ...['fan_in_fan_out', 'megatron_config', 'megatron_core', 'qalora_group_size', 'runtime_config'],
  ...['loftq_config', 'eva_config', 'corda_config', 'lora_ga_config', 'velora_config'],
];

/** Checks the content of an adapter_config.json. Throws one sentence that names a setting Heed does not know. */
export function parsePeftConfig(file: string, content: Record<string, unknown>): PeftConfig {
  const parsed = schema.safeParse(content);
  if (!parsed.success) {
    const [{ path, message }] = parsed.error.issues as [z.core.$ZodIssue];
    const value = JSON.stringify(content[String(path[0])]);
    throw new Error(`${file} has ${path.join('.')} = ${value}, which Heed cannot read: ${message}.`);
  }
  const unknown = Object.entries(content).find(([key, value]) => !harmless.includes(key) && isOn(value));
  if (unknown !== undefined)
    throw new Error(
      `${file} has ${unknown[0]} = ${JSON.stringify(unknown[1])}, which Heed does not support; train the adapter without it.`,
    );
  return parsed.data;
}

function isOn(value: unknown): boolean {
  if (typeof value === 'object' && value !== null) return Object.keys(value).length > 0;
  return Boolean(value);
}

/** The adapter_config.json of an adapter with low-rank updates. `base` names its model, where that has a public name. */
export function peftConfigOf(
  adapter: Adapter,
  { base, fanInFanOut }: { base: string | undefined; fanInFanOut: boolean },
): Record<string, unknown> {
  const { rank, alpha, layers } = adapter.lowRank as NonNullable<Adapter['lowRank']>;
  const whole = [...adapter.replaced].map((name) => name.replace(/\.weight$/, ''));
  return {
    peft_type: 'LORA',
    task_type: adapter.head === 'score' ? 'SEQ_CLS' : 'CAUSAL_LM',
    base_model_name_or_path: base ?? null,
    revision: null,
    auto_mapping: null,
    inference_mode: true,
    r: rank,
    lora_alpha: alpha,
    lora_dropout: 0,
    bias: 'none',
    fan_in_fan_out: fanInFanOut,
    init_lora_weights: true,
    use_rslora: false,
    use_dora: false,
    // the part after the block's number, since GPT-2 has a c_proj in attention and MLP alike
    target_modules: [...new Set(layers.map((layer) => layer.replace(/^.*\.\d+\./, '')))].sort(),
    modules_to_save: whole.length > 0 ? whole : null,
    layers_to_transform: null,
    layers_pattern: null,
    rank_pattern: {},
    alpha_pattern: {},
  };
}
