import type { Range, WorthRun } from './view.ts';

/** Below this, as many labels again hardly help. */
const WORTHWHILE = 0.01;

/**
 * What the newest run says of more labels: whether as many again are expected to bring much, where that was measured;
 * otherwise whether the model already agrees with people as often as they agree among themselves.
 */
export function worthVerdict(
  run: Pick<WorthRun, 'models' | 'gains'>,
  ceiling: Range | null,
): 'helps' | 'perhaps' | 'hardly' | 'reached' | 'below' | 'noCeiling' | undefined {
  const [gain] = run.gains;
  if (gain && gain.value < WORTHWHILE) return 'hardly';
  if (gain) return (gain.low ?? gain.value) > 0 ? 'helps' : 'perhaps';
  const [model] = run.models;
  if (!model) return undefined;
  if (!ceiling) return 'noCeiling';
  return (model.high ?? model.value) >= ceiling.low ? 'reached' : 'below';
}
