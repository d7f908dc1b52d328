import { z } from 'zod';
import { checkConfig } from '../check-config.ts';

/** Rotary positions: the angle of pair i of a head grows by θ^(−2i/d) with each token, changed as `type` says. */
export type Rope = { theta: number } & (
  | { type: 'default' }
  | { type: 'linear' | 'dynamic'; factor: number }
  | { type: 'llama3'; factor: number; lowFactor: number; highFactor: number; originalLength: number }
);

/** The keys of a `config.json` that describe rotary positions. */
export const ropeKeys = {
  max_position_embeddings: z.int().positive(),
  rope_theta: z.number().positive().nullish(),
  /** Up to transformers 4. */
  rope_scaling: z.looseObject({}).nullish(),
  /** From transformers 5 on; `rope_theta` lies in it. */
  rope_parameters: z.looseObject({}).nullish(),
  partial_rotary_factor: z.literal(1).nullish(),
  original_max_position_embeddings: z.int().positive().nullish(),
};

const factor = z.number().positive();
const common = {
  rope_type: z.string().optional(),
  type: z.string().optional(),
  rope_theta: z.number().positive().nullish(),
  partial_rotary_factor: z.literal(1).nullish(),
};
const schemas = {
  default: z.strictObject(common),
  linear: z.strictObject({ ...common, factor }),
  dynamic: z.strictObject({ ...common, factor }),
  llama3: z.strictObject({
    ...common,
    factor,
    low_freq_factor: factor,
    high_freq_factor: factor,
    original_max_position_embeddings: z.int().positive().optional(),
  }),
};

type Config = z.infer<z.ZodObject<typeof ropeKeys>>;

/** The rotary positions of a configuration. Throws one sentence that names what is not supported. */
export function ropeOf(config: Config & { model_type: string }): Rope {
  const { rope_scaling: scaling, rope_parameters: parameters } = config;
  const isGiven = scaling != null && Object.keys(scaling).length > 0;
  const section: Record<string, unknown> = (isGiven ? scaling : parameters) ?? {};
  const whole = `The ${config.model_type} configuration's ${isGiven ? 'rope_scaling' : 'rope_parameters'}`;
  const type = String(section.rope_type ?? section.type ?? 'default');
  const theta = (section.rope_theta as number | undefined) ?? config.rope_theta ?? 10_000;
  switch (type) {
    case 'default':
      checkConfig(whole, schemas.default, section);
      return { type, theta };
    case 'linear':
    case 'dynamic':
      return { type, theta, factor: checkConfig(whole, schemas[type], section).factor };
    case 'llama3':
      return { theta, ...llama3(checkConfig(whole, schemas.llama3, section), config, whole) };
    default: {
      const known = Object.keys(schemas).map((name) => `"${name}"`);
      throw new Error(
        `${whole} has the type "${type}", which is not supported; supported are ${known.join(', ')}.`,
      );
    }
  }
}

function llama3(section: z.infer<typeof schemas.llama3>, config: Config, whole: string) {
  const { factor, low_freq_factor: lowFactor, high_freq_factor: highFactor } = section;
  if (lowFactor >= highFactor)
    throw new Error(
      `${whole} has low_freq_factor = ${lowFactor}, which must be below high_freq_factor = ${highFactor}.`,
    );
  const originalLength =
    config.original_max_position_embeddings ??
    section.original_max_position_embeddings ??
    config.max_position_embeddings;
  return { type: 'llama3' as const, factor, lowFactor, highFactor, originalLength };
}

/**
 * The longest text. Linear and dynamic scaling stretch a `max_position_embeddings` that stays what it was in
 * pretraining; with llama3 scaling it is given as already stretched.
 */
export function contextLengthOf(rope: Rope, maxPositions: number): number {
  const stretch = rope.type === 'linear' || rope.type === 'dynamic' ? Math.max(1, rope.factor) : 1;
  return Math.floor(stretch * maxPositions);
}

/** Radians per token of each of the d/2 pairs; dynamic scaling changes them further when the graph runs. */
export function frequencies(rope: Rope, width: number): number[] {
  const plain = Array.from({ length: width / 2 }, (_, pair) => rope.theta ** ((-2 * pair) / width));
  if (rope.type === 'linear') return plain.map((frequency) => frequency / rope.factor);
  if (rope.type !== 'llama3') return plain;
  // waves longer than the original context are stretched, short ones are kept, those between are mixed
  const { factor, lowFactor, highFactor, originalLength } = rope;
  return plain.map((frequency) => {
    const turns = (originalLength * frequency) / (2 * Math.PI);
    const kept = Math.min(1, Math.max(0, (turns - lowFactor) / (highFactor - lowFactor)));
    return kept * frequency + (1 - kept) * (frequency / factor);
  });
}
