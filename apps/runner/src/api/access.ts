import { z } from 'zod';
import type { Session } from '../access/session.ts';
import { auditQuery, batchInvite, byId, newInvite, newToken } from './inputs.ts';
import { anyone, designers, owners, router } from './trpc.ts';
import {
  accessListView,
  auditView,
  inviteView,
  meView,
  newInviteView,
  newTokenView,
  revokedView,
} from './views.ts';

function nameOf(session: Session): string {
  return session.role === 'nobody' ? '' : session.name;
}

/** Who is calling, ways in for others, and what was done. */
export const access = router({
  me: anyone.output(meView).query(({ ctx: { session } }) => {
    if (session.role === 'nobody') return { role: session.role };
    const { role, name, id } = session;
    if (role !== 'labeler') return { role, name, id };
    return { role, name, batch: { run: session.run, node: session.node } };
  }),
  /** A link for labelers to one batch. */
  invite: designers
    .input(batchInvite)
    .output(inviteView)
    .mutation(({ ctx, input }) => ctx.services.access.invite(input, nameOf(ctx.session))),
  createInvite: owners
    .input(newInvite)
    .output(newInviteView)
    .mutation(({ ctx, input }) => ctx.services.access.createInvite(input, nameOf(ctx.session))),
  createToken: owners
    .input(newToken)
    .output(newTokenView)
    .mutation(({ ctx, input }) => ctx.services.access.createToken(input, nameOf(ctx.session))),
  list: owners.output(accessListView).query(({ ctx }) => ctx.services.access.list()),
  revoke: owners
    .input(byId)
    .output(revokedView)
    .mutation(({ ctx, input }) => ctx.services.access.revoke(input.id)),
  /** Ends the caller's own session. */
  signOut: anyone.mutation(({ ctx: { session, services } }) => {
    if (session.role !== 'nobody') services.access.revoke(session.id);
  }),
  log: owners
    .input(auditQuery)
    .output(z.array(auditView))
    .query(({ ctx, input }) => ctx.services.access.log(input)),
});
