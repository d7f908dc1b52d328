import { router, viewers } from './trpc.ts';
import { systemView } from './views.ts';

/** What this runner is and where it keeps its data. */
export const system = router({
  info: viewers.output(systemView).query(({ ctx }) => ctx.services.system.info()),
});
