import { open } from 'node:fs/promises';
import { z } from 'zod';

/** A header of this size describes millions of tensors; a larger one is not a header. */
const LARGEST_HEADER = 100 * 1024 * 1024;
const headerSchema = z.record(
  z.string(),
  z.object({ dtype: z.string().optional(), shape: z.array(z.int().min(0)).optional() }),
);

export interface Weights {
  tensors: number;
  parameters: number;
  /** Parameters by the type they are stored in. */
  dtypes: Record<string, number>;
}

/** What is in a safetensors file, from its header alone. Throws for a header that claims to be enormous. */
export async function readWeights(file: string): Promise<Weights> {
  const handle = await open(file, 'r');
  try {
    const start = Buffer.alloc(8);
    await handle.read(start, 0, 8, 0);
    const length = Number(start.readBigUInt64LE());
    if (length > LARGEST_HEADER) throw new Error(`${file} has no valid safetensors header.`);
    const header = Buffer.alloc(length);
    await handle.read(header, 0, length, 8);
    return countWeights(headerSchema.parse(JSON.parse(header.toString('utf8'))));
  } finally {
    await handle.close();
  }
}

function countWeights(header: z.infer<typeof headerSchema>): Weights {
  const tensors = Object.values(header).filter(({ shape }) => shape !== undefined);
  const weights: Weights = { tensors: tensors.length, parameters: 0, dtypes: {} };
  for (const { dtype = 'F32', shape = [] } of tensors) {
    const size = shape.reduce((a, b) => a * b, 1);
    weights.parameters += size;
    weights.dtypes[dtype] = (weights.dtypes[dtype] ?? 0) + size;
  }
  return weights;
}

/** The weights of several files together. */
export async function sumWeights(files: readonly string[]): Promise<Weights> {
  const sum: Weights = { tensors: 0, parameters: 0, dtypes: {} };
  for (const file of files) {
    const { tensors, parameters, dtypes } = await readWeights(file);
    sum.tensors += tensors;
    sum.parameters += parameters;
    for (const [type, count] of Object.entries(dtypes)) sum.dtypes[type] = (sum.dtypes[type] ?? 0) + count;
  }
  return sum;
}
