import { access } from './access.ts';
import { artifacts } from './artifacts.ts';
import { graphs } from './graphs.ts';
import { labeling } from './labeling.ts';
import { runs } from './runs.ts';
import { system } from './system.ts';
import { templates } from './templates.ts';
import { router } from './trpc.ts';

/** The whole API: one router per noun, served under `/trpc`. */
export const appRouter = router({ graphs, templates, runs, artifacts, labeling, access, system });
export type AppRouter = typeof appRouter;
