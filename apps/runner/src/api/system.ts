import { owners, router } from './trpc.ts';
import { systemView } from './views.ts';

/** What this runner is and where it keeps its data. */
export const system = router({
  info: owners.output(systemView).query(({ ctx }) => ctx.services.system.info()),
});
