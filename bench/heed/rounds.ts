import { nextRound, say } from './gate.ts';
import { type NodeJob, runNode } from './node.ts';

/** How the metrics of a node are cut into rounds. */
export interface Pace {
  /** Optimizer steps or updates in a round. */
  stepsPerRound: number;
  /** Whether these values are those of a step. */
  isStep(values: Record<string, number>): boolean;
  /** Whether the node may be held up here; by default at the last step of a round. */
  isPause?(values: Record<string, number>): boolean;
}

/**
 * Runs a training node in rounds of steps, each begun when the other side has had its turn. A round's seconds reach
 * from its beginning to the end of its last step: laying out the batches is part of it, validation is not.
 */
export async function trainInRounds(node: NodeJob, { stepsPerRound, isStep, isPause }: Pace): Promise<void> {
  let [steps, started, seconds] = [0, performance.now(), 0];
  await runNode(node, (values) => {
    if (isStep(values)) {
      steps++;
      seconds = (performance.now() - started) / 1000;
      if (steps === 1) say({ type: 'first step' });
    }
    const atEnd = steps > 0 && steps % stepsPerRound === 0;
    if (!atEnd || !(isPause ?? isStep)(values)) return true;
    const goOn = nextRound({ seconds, values });
    started = performance.now();
    return goOn;
  });
}

/** The second loss shows that gradients and optimizer agree too; the same number as in `python/rounds.py`. */
export const CHECKED_STEPS = 2;

/** The losses of the first `count` steps of a node that trains on a single batch again and again. */
export async function firstLosses(node: NodeJob, count: number): Promise<number[]> {
  const losses: number[] = [];
  await runNode(node, ({ loss }) => {
    if (loss !== undefined) losses.push(loss);
    return losses.length < count;
  });
  return losses;
}
