import type { Job } from './job.ts';

/** The optimizer's fields of a training node: the same numbers as in `python/settings.py`. */
export function training({ batchSize }: Pick<Job, 'batchSize'>): Record<string, unknown> {
  return { batchSize, learningRate: 1e-4, schedule: 'constant', warmupShare: 0, weightDecay: 0, clipNorm: 1 };
}
