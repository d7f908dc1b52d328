import { access } from './access.ts';
import { artifacts } from './artifacts.ts';
import { dialogues } from './dialogues.ts';
import { endpoints } from './endpoints.ts';
import { flags } from './flags.ts';
import { graphs } from './graphs.ts';
import { labeling } from './labeling.ts';
import { labels } from './labels.ts';
import { quality } from './quality.ts';
import { runs } from './runs.ts';
import { storage } from './storage.ts';
import { system } from './system.ts';
import { templates } from './templates.ts';
import { router } from './trpc.ts';
import { uploads } from './uploads.ts';
import { versions } from './versions.ts';

/** The whole API: one router per noun, served under `/trpc`. */
export const appRouter = router({
  graphs,
  versions,
  templates,
  runs,
  artifacts,
  flags,
  endpoints,
  storage,
  labeling,
  labels,
  dialogues,
  quality,
  access,
  uploads,
  system,
});
export type AppRouter = typeof appRouter;
