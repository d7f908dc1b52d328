import { z } from 'zod';
import { endpointName, newEndpoint } from './endpoint-inputs.ts';
import { endpointView } from './endpoint-views.ts';
import { authorOf, designers, owners, router } from './trpc.ts';

/** Models elsewhere that nodes may call: only the addresses that an owner added can be reached. */
export const endpoints = router({
  list: designers.output(z.array(endpointView)).query(({ ctx }) => ctx.services.endpoints.list()),
  set: owners
    .input(newEndpoint)
    .mutation(({ ctx, input }) => ctx.services.endpoints.set(input, authorOf(ctx.session))),
  remove: owners.input(endpointName).mutation(({ ctx, input }) => ctx.services.endpoints.remove(input.name)),
});
