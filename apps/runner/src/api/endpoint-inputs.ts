import { z } from 'zod';

/** What the API takes in about endpoints. */
export const endpointName = z.object({ name: z.string().trim().min(1).max(100) });

export const newEndpoint = endpointName.extend({
  url: z.string().max(2000),
  /** Written once and never given out. */
  key: z.string().max(4000).optional(),
});
export type NewEndpoint = z.infer<typeof newEndpoint>;
