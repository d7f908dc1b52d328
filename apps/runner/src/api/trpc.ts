import { GraphError, type Localized, type Problem } from '@heed/schema';
import { initTRPC, TRPCError } from '@trpc/server';
import { UserError } from '../errors.ts';
import { GraphConflict } from '../graphs/conflict.ts';
import type { Services, Session } from './services.ts';
import type { Role } from './views.ts';

export interface Context {
  services: Services;
  session: Session;
}

/** Who made a change, as versions and pins show it. */
export function authorOf(session: Session): string {
  const { name } = session as { name?: string };
  return name || session.role;
}

/** Who may call a procedure. A labeler's calls are held to the batch of the invite. */
export interface Meta {
  role: Role;
}

const t = initTRPC
  .context<Context>()
  .meta<Meta>()
  .create({
    /** Keeps quiet streams open through proxies, and lets a browser notice a dead one. */
    sse: {
      ping: { enabled: true, intervalMs: 10_000 },
      client: { reconnectAfterInactivityMs: 30_000 },
    },
    /** Adds to `error.data` the sentence in both languages, graph problems, and both sides of a conflict. */
    errorFormatter({ shape, error }) {
      const { cause } = error;
      const localized: Localized | undefined = cause instanceof UserError ? cause.localized : undefined;
      const problems: readonly Problem[] | undefined =
        cause instanceof GraphError ? cause.problems : undefined;
      const conflict = cause instanceof GraphConflict ? cause.conflict : undefined;
      return { ...shape, data: { ...shape.data, stack: undefined, localized, problems, conflict } };
    },
  });

export const router = t.router;

const explained = t.middleware(async ({ next }) => {
  const result = await next();
  if (result.ok) return result;
  const { cause } = result.error;
  if (cause instanceof UserError) throw new TRPCError({ code: cause.code, message: cause.message, cause });
  if (cause instanceof GraphError)
    throw new TRPCError({ code: 'BAD_REQUEST', message: cause.message, cause });
  return result;
});

/** The one place where roles and a labeler's batch are checked. Without a declared role nobody may call. */
const guarded = t.middleware(async ({ ctx, meta, getRawInput, next }) => {
  const { session } = ctx;
  if (meta?.role === 'nobody' || session.role === 'owner') {
    if (meta) return next();
  }
  if (session.role === 'nobody') {
    throw new TRPCError({ code: 'UNAUTHORIZED', message: 'Open Heed by the link that "heed serve" prints.' });
  }
  if (session.role === 'labeler' && meta?.role === 'labeler') {
    holdToBatch(ctx.services, session, await getRawInput());
    return next();
  }
  throw new TRPCError({ code: 'FORBIDDEN', message: 'This link gives access to labeling only.' });
});

function holdToBatch(services: Services, session: Session & { role: 'labeler' }, input: unknown): void {
  const place = (input ?? {}) as { run?: unknown; node?: unknown; labeler?: unknown };
  if (place.run !== session.run || place.node !== session.node) {
    throw new TRPCError({ code: 'FORBIDDEN', message: 'This link gives access to another batch.' });
  }
  if (typeof place.labeler === 'string' && !services.access.claimName(session.id, place.labeler.trim())) {
    const message = 'This browser labels under another name; open the invite link again to change it.';
    throw new TRPCError({ code: 'FORBIDDEN', message });
  }
}

function procedureFor(role: Role) {
  return t.procedure.meta({ role }).use(explained).use(guarded);
}

export const anyone = procedureFor('nobody');
export const labelers = procedureFor('labeler');
export const owners = procedureFor('owner');
