import { z } from 'zod';
import { uploadedFolder, uploadQuery } from './inputs.ts';
import { designers, router } from './trpc.ts';
import { previewQuery, uploadsQuery } from './upload-inputs.ts';
import { previewView, uploadEntryView } from './upload-views.ts';
import { foundUploadView, uploadView } from './views.ts';

/** Files that came from elsewhere, by their digests; the bytes themselves go to `POST /uploads`. */
export const uploads = router({
  list: designers
    .input(uploadsQuery)
    .output(z.array(uploadEntryView))
    .query(({ ctx, input }) => ctx.services.uploads.list(input)),
  /** What a path that stands in a config leads to, as the run would read it. */
  preview: designers
    .input(previewQuery)
    .output(previewView)
    .query(({ ctx, input }) => ctx.services.uploads.preview(input)),
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
