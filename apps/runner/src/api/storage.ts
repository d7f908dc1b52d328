import { collectWish } from './inputs.ts';
import { designers, router, viewers } from './trpc.ts';
import { collectedView, diskUseView } from './views.ts';

/** What lies in the data folder, and letting go of what nothing refers to. */
export const storage = router({
  use: viewers.output(diskUseView).query(({ ctx }) => ctx.services.storage.use()),
  collect: designers
    .input(collectWish)
    .output(collectedView)
    .mutation(({ ctx, input }) => ctx.services.storage.collect(input)),
});
