import { collectWish } from './inputs.ts';
import { owners, router } from './trpc.ts';
import { collectedView, diskUseView } from './views.ts';

/** What lies in the data folder, and letting go of what nothing refers to. */
export const storage = router({
  use: owners.output(diskUseView).query(({ ctx }) => ctx.services.storage.use()),
  collect: owners
    .input(collectWish)
    .output(collectedView)
    .mutation(({ ctx, input }) => ctx.services.storage.collect(input)),
});
