import { SimulatedWorld } from './simulated-world.ts';

const STEPS = 80;
/** Far more than any run needs when nothing goes wrong any more. */
const CALM_STEPS = 3000;

/** Plays one history; what goes wrong in it throws with its seed and last events. */
export function playHistory(seed: number): void {
  const world = new SimulatedWorld(seed);
  try {
    for (let index = 0; index < STEPS; index++) {
      if (index % 25 === 0) world.submit(`run-${index}`);
      world.happen(false);
      world.deliverExits();
    }
    for (let index = 0; index < CALM_STEPS && !world.isOver; index++) {
      world.happen(true);
      world.deliverExits();
    }
    if (!world.isOver) throw new Error('A run never ends.');
    world.checkEnds();
  } catch (error) {
    const tail = world.history.slice(-30).join('\n');
    throw new Error(`Seed ${seed}: ${(error as Error).message}\n${tail}`);
  }
}
