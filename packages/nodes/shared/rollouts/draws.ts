import { type Random, restoreRandom } from '@heed/engine';
import { z } from 'zod';
import { randomStateSchema } from '../checkpoint/random-state.ts';
import { type EncodedPrompt, PromptOrder } from './prompts.ts';

/** Where sampling is: how many prompts were taken, and the random numbers of the answers. */
export const drawsSchema = z.object({ promptsTaken: z.int().min(0), samples: randomStateSchema });
export type DrawsState = z.infer<typeof drawsSchema>;

/** What sampling draws from: the prompts in their order, and random numbers for the answers. */
export interface Draws {
  promptOrder: PromptOrder;
  samples: Random;
  state(): DrawsState;
}

/** Opens what sampling draws from, at its beginning or where it was. */
export function openDraws(prompts: readonly EncodedPrompt[], random: Random, saved?: DrawsState): Draws {
  const promptOrder = new PromptOrder(prompts, random.fork('prompts'), saved?.promptsTaken);
  const samples = saved ? restoreRandom(saved.samples) : random.fork('samples');
  return {
    promptOrder,
    samples,
    state: () => ({ promptsTaken: promptOrder.taken, samples: samples.state() }),
  };
}
