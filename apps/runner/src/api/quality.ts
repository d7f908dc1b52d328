import { batchPlace } from './quality-inputs.ts';
import { qualityView, worthView } from './quality-views.ts';
import { router, viewers } from './trpc.ts';

/** How far the judgements of a batch can be trusted. */
export const quality = router({
  figures: viewers
    .input(batchPlace)
    .output(qualityView)
    .query(({ ctx, input, signal }) => ctx.services.quality.figures(input, signal)),
  worth: viewers
    .input(batchPlace)
    .output(worthView)
    .query(({ ctx, input }) => ctx.services.quality.worth(input)),
});
