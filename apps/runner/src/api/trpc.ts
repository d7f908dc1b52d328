import { complaint, GraphError, type Localized, type Problem, text } from '@heed/schema';
import { initTRPC, TRPCError } from '@trpc/server';
import { ZodError } from 'zod';
import { actorOf, targetOf } from '../access/audit.ts';
import { mayCall, type Role } from '../access/roles.ts';
import type { Session } from '../access/session.ts';
import { UserError } from '../errors.ts';
import { GraphConflict } from '../graphs/conflict.ts';
import { isDiskFull } from '../worker/disk-full.ts';
import { DiskFull } from './disk-full.ts';
import type { Services } from './services.ts';

export interface Context {
  services: Services;
  session: Session;
  /** Address of the other side. */
  source: string;
}

/** Who made a change, as versions and pins show it. */
export function authorOf(session: Session): string {
  return session.role === 'nobody' ? 'nobody' : session.name;
}

/** Whose work a call is part of. */
export function sessionId(session: Session): string {
  return session.role === 'nobody' ? '' : session.id;
}

/** Who may call a procedure. A labeler's calls are held to the batch of the invite. */
export interface Meta {
  role: Role;
  /** Changes nothing: a mutation only because of the size of what it takes in. */
  asks?: true;
}

/** What was wrong, in both languages, where that is known; what a call takes in is checked by zod. */
function sentenceOf({ cause, code, message }: TRPCError, input: unknown): Localized | undefined {
  if (cause instanceof UserError || cause instanceof DiskFull) return cause.localized;
  if (code === 'INTERNAL_SERVER_ERROR')
    return text(
      `The runner met an error that it did not expect: ${message} (what it printed tells more).`,
      `运行器遇到意外错误：${message}（其输出中有详细信息）。`,
    );
  const [issue] = cause instanceof ZodError ? cause.issues : [];
  if (!issue) return undefined;
  const { en, zh } = complaint(input, issue);
  const place = issue.path.join('.') || 'input';
  return text(`What was sent is wrong at "${place}": it ${en}.`, `所发送内容的“${place}”有误：${zh}。`);
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
    errorFormatter({ shape, error, input }) {
      const { cause } = error;
      const localized = sentenceOf(error, input);
      const problems: readonly Problem[] | undefined =
        cause instanceof GraphError ? cause.problems : undefined;
      const conflict = cause instanceof GraphConflict ? cause.conflict : undefined;
      const message = localized?.en ?? shape.message;
      return { ...shape, message, data: { ...shape.data, stack: undefined, localized, problems, conflict } };
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
  if (isDiskFull(cause)) {
    const full = new DiskFull();
    throw new TRPCError({ code: 'INTERNAL_SERVER_ERROR', message: full.message, cause: full });
  }
  return result;
});

/** The one place where roles and a labeler's batch are checked. Without a declared role nobody may call. */
const guarded = t.middleware(async ({ ctx, meta, getRawInput, next }) => {
  const { session } = ctx;
  if (!mayCall(session.role, meta?.role)) throw refusal(session, meta?.role);
  if (session.role === 'labeler' && meta?.role === 'labeler')
    await holdToBatch(ctx.services, session, await getRawInput());
  return next();
});

/** Their calls change nothing, or are a log of their own, as labelers' answers. */
const unrecorded: readonly (Role | undefined)[] = ['viewer', 'labeler'];

/** Writes down every change by a member; a dry run changes nothing. */
const recorded = t.middleware(async ({ ctx, meta, type, path, getRawInput, next }) => {
  const result = await next();
  if (type !== 'mutation' || !result.ok || meta?.asks || unrecorded.includes(meta?.role)) return result;
  const input = await getRawInput();
  if ((input as { dryRun?: unknown } | undefined)?.dryRun === true) return result;
  const target = targetOf(input, result.data);
  ctx.services.access.record(actorOf(ctx.session, ctx.source), path, target);
  return result;
});

function refusal({ role }: Session, declared: Role | undefined): UserError {
  if (role === 'nobody')
    return new UserError('UNAUTHORIZED', {
      en: 'Open Heed by the link that "heed serve" or "heed access link" prints, or send a token.',
      zh: '请通过“heed serve”或“heed access link”显示的链接打开 Heed，或提供令牌。',
    });
  if (role === 'labeler')
    return new UserError('FORBIDDEN', {
      en: 'This link gives access to labeling only.',
      zh: '此链接只能用于标注。',
    });
  return new UserError('FORBIDDEN', {
    en: `This needs the role ${declared ?? 'of nobody'}, and yours is ${role}; ask an owner for an invite with that role.`,
    zh: `此操作需要 ${declared ?? 'nobody'} 角色，而你的角色是 ${role}；请向所有者索取相应角色的邀请。`,
  });
}

async function holdToBatch(services: Services, session: Session & { role: 'labeler' }, input: unknown) {
  const place = (input ?? {}) as { run?: unknown; node?: unknown; labeler?: unknown };
  if (place.run !== session.run || place.node !== session.node)
    throw new UserError('FORBIDDEN', {
      en: 'This link gives access to another batch.',
      zh: '此链接对应的是另一个批次。',
    });
  if (typeof place.labeler === 'string' && !(await takeName(services, session.id, place.labeler.trim())))
    throw new UserError('FORBIDDEN', {
      en: 'This browser labels under another name; open the invite link again to change it.',
      zh: '此浏览器正以另一个名字标注；如需更改，请重新打开邀请链接。',
    });
}

/** A name is taken once, together with what other labelers write in that moment. */
async function takeName({ access, labeling }: Services, session: string, labeler: string): Promise<boolean> {
  return access.hasName(session, labeler) || labeling.together(() => access.claimName(session, labeler));
}

function procedureFor(role: Role) {
  return t.procedure.meta({ role }).use(explained).use(guarded).use(recorded);
}

export const anyone = procedureFor('nobody');
export const labelers = procedureFor('labeler');
export const viewers = procedureFor('viewer');
export const designers = procedureFor('designer');
export const owners = procedureFor('owner');
