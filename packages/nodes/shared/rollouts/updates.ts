import { z } from 'zod';
import { exactNumber } from '../checkpoint/exact-json.ts';
import { drawsSchema } from './draws.ts';

/** What a node that practices in updates keeps of itself beside trainers and rollouts. */
export const updatesSchema = z.object({
  /** Updates done. */
  update: z.int().min(0),
  draws: drawsSchema,
  /** Mean reward of each update. */
  rewards: z.array(exactNumber),
  /** The numbers of the last update. */
  last: z.record(z.string(), exactNumber),
});
