import { uploadedFolder, uploadQuery } from './inputs.ts';
import { designers, router } from './trpc.ts';
import { foundUploadView, uploadView } from './views.ts';

/** Files that came from elsewhere, by their digests; the bytes themselves go to `POST /uploads`. */
export const uploads = router({
  find: designers
    .input(uploadQuery)
    .output(foundUploadView)
    .mutation(async ({ ctx, input }) => ({
      path: (await ctx.services.uploads.find(input.sha256, input.name)) ?? null,
    })),
  folder: designers
    .input(uploadedFolder)
    .output(uploadView)
    .mutation(async ({ ctx, input }) => ({ path: await ctx.services.uploads.folder(input) })),
});
