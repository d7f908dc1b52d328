import { z } from 'zod';

/** What the API gives out about endpoints. */
export const endpointView = z.object({
  name: z.string(),
  url: z.string(),
  hasKey: z.boolean(),
  author: z.string(),
  createdAt: z.number(),
});
export type EndpointView = z.infer<typeof endpointView>;
