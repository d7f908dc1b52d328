import { nodeOfRun } from './inputs.ts';
import { anyone, owners, router } from './trpc.ts';
import { inviteView, meView } from './views.ts';

/** Who is calling, and links for others. */
export const access = router({
  me: anyone.output(meView).query(({ ctx: { session } }) => {
    if (session.role !== 'labeler') return { role: session.role };
    return { role: session.role, batch: { run: session.run, node: session.node } };
  }),
  invite: owners
    .input(nodeOfRun)
    .output(inviteView)
    .mutation(({ ctx, input }) => ctx.services.access.invite(input)),
});
