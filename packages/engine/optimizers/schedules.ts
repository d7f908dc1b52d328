/** How the learning rate moves over a training run. */
export interface Schedule {
  kind: 'constant' | 'linear' | 'cosine';
  /** The highest learning rate. */
  learningRate: number;
  /** Steps over which it rises from 0. */
  warmupSteps: number;
  /** Steps of the whole run, after which linear and cosine stay at 0. */
  totalSteps: number;
}

/** The learning rate of step 0, 1, 2 …; a pure function, so that a resumed run needs no state. */
export function learningRateAt(schedule: Schedule, step: number): number {
  const { kind, learningRate, warmupSteps, totalSteps } = schedule;
  if (step < warmupSteps) return (learningRate * (step + 1)) / warmupSteps;
  const progress = Math.min(1, (step - warmupSteps) / Math.max(1, totalSteps - warmupSteps));
  if (kind === 'constant') return learningRate;
  const falling = kind === 'linear' ? 1 - progress : (1 + Math.cos(Math.PI * progress)) / 2;
  return learningRate * falling;
}
