import type { GraphDiff } from '@heed/schema';
import { z } from 'zod';
import { versionAt, versionName, versionPage, versionPair, versionRestore } from './inputs.ts';
import { authorOf, designers, router, viewers } from './trpc.ts';
import { graphVersionView, savedGraphView, versionView } from './views.ts';

/** The history of saved graphs; a restored version is saved as the next one. */
export const versions = router({
  list: viewers
    .input(versionPage)
    .output(z.array(versionView))
    .query(({ ctx, input }) => ctx.services.versions.list(input)),
  get: viewers
    .input(versionAt)
    .output(graphVersionView)
    .query(({ ctx, input }) => ctx.services.versions.open(input.id, input.revision)),
  diff: viewers
    .input(versionPair)
    .output(z.custom<GraphDiff>())
    .query(({ ctx, input }) => ctx.services.versions.diff(input.id, input.from, input.to)),
  name: designers.input(versionName).mutation(({ ctx, input }) => ctx.services.versions.name(input)),
  restore: designers
    .input(versionRestore)
    .output(savedGraphView.pick({ revision: true }))
    .mutation(({ ctx, input }) => ctx.services.versions.restore(input, authorOf(ctx.session))),
});
