import type { DeviceName } from '@heed/engine';
import { type NodeContext, text } from '@heed/schema';
import { type Response, responseLength } from '../responses.ts';
import type { Tuned } from '../tuning.ts';
import { openTrunk } from './open-trunk.ts';
import { type Trunk, wholeModel } from './trunk.ts';

export interface KeepOptions {
  device: DeviceName;
  /** How often each answer will be computed; for a single time nothing is kept. */
  passes: number;
  context: Pick<NodeContext, 'signal' | 'log'>;
}

/**
 * The trunk of what is trained on the same answers in several epochs. What it keeps of them it computes at once and in
 * their order, so that a run that was interrupted goes on with the very same states.
 */
export async function keepTrunk(
  tuned: Tuned,
  answers: readonly Response[],
  { device, passes, context }: KeepOptions,
): Promise<Trunk> {
  if (passes < 2) return wholeModel;
  const tokens = answers.reduce((sum, answer) => sum + responseLength(answer), 0);
  const trunk = await openTrunk(tuned, { device, tokens });
  if (trunk === wholeModel) return trunk;
  context.log(
    'info',
    text(
      `Computes the states of ${tokens} tokens below the trained layers once for all passes.`,
      `训练层以下 ${tokens} 个词元的状态只计算一次，供各轮共用。`,
    ),
  );
  await using opened = new AsyncDisposableStack();
  opened.use(trunk);
  await trunk.keep(answers, context);
  opened.move();
  return trunk;
}
