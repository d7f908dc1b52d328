import type { GraphDiff } from '@heed/schema';
import { z } from 'zod';
import { versionAt, versionName, versionPage, versionPair, versionRestore } from './inputs.ts';
import { authorOf, owners, router } from './trpc.ts';
import { graphVersionView, savedGraphView, versionView } from './views.ts';

/** The history of saved graphs; a restored version is saved as the next one. */
export const versions = router({
  list: owners
    .input(versionPage)
    .output(z.array(versionView))
    .query(({ ctx, input }) => ctx.services.versions.list(input)),
  get: owners
    .input(versionAt)
    .output(graphVersionView)
    .query(({ ctx, input }) => ctx.services.versions.open(input.id, input.revision)),
  diff: owners
    .input(versionPair)
    .output(z.custom<GraphDiff>())
    .query(({ ctx, input }) => ctx.services.versions.diff(input.id, input.from, input.to)),
  name: owners.input(versionName).mutation(({ ctx, input }) => ctx.services.versions.name(input)),
  restore: owners
    .input(versionRestore)
    .output(savedGraphView.pick({ revision: true }))
    .mutation(({ ctx, input }) => ctx.services.versions.restore(input, authorOf(ctx.session))),
});
