import { EventEmitter } from 'node:events';
import { and, desc, eq, gt, isNull, lte, or, placeholder } from 'drizzle-orm';
import type { NewInvite, NewToken } from '../api/inputs.ts';
import type { AccessList } from '../api/views.ts';
import { sha256 } from '../canonical.ts';
import { type Database, transact } from '../db/open.ts';
import { preparedOnce } from '../db/prepared.ts';
import { invites, sessions, tokens } from '../db/tables.ts';
import { UserError } from '../errors.ts';
import { newId } from '../graphs/store.ts';
import type { BatchPlace } from '../labeling/batches.ts';
import { AuditLog } from './audit.ts';
import { newToken } from './secrets.ts';
import type { Session } from './session.ts';

const HOUR_MS = 60 * 60_000;
const DAY_MS = 24 * HOUR_MS;
const OWNER_LINK_HOURS = 24;
const INVITE_HOURS = 14 * 24;
export const SESSION_MS = 30 * DAY_MS;
/** "Last seen" is written at most this often. */
const SEEN_MS = 60_000;

/** Where a caller comes from. */
export interface Visit {
  /** Address of the other side. */
  source: string;
  /** What its program calls itself. */
  agent?: string;
}

const here: Visit = { source: 'this machine' };

/** Invites, sessions and tokens. Secrets leave here once; the database holds only their digests. */
export class Access {
  readonly #db: Database;
  readonly audit: AuditLog;
  /** Emits `ended` with the id of a session or token that was revoked. */
  readonly changes = new EventEmitter();

  constructor(db: Database) {
    this.#db = db;
    this.audit = new AuditLog(db);
  }

  /** A link's token that lets in whoever holds it, as often as it says. */
  createInvite(wanted: NewInvite, by: string): { id: string; token: string; expiresAt: number } {
    const { role, label = '', run, node, uses, adjudicates = false } = wanted;
    const hours = wanted.hours ?? (role === 'owner' ? OWNER_LINK_HOURS : INVITE_HOURS);
    const usesLeft = uses ?? (role === 'labeler' ? null : 1);
    const [token, id, createdAt] = [newToken(), newId(), Date.now()];
    const expiresAt = createdAt + Math.round(hours * HOUR_MS);
    const row = { id, digest: sha256(token), role, run, node, label, adjudicates, usesLeft, used: 0 };
    this.#db
      .insert(invites)
      .values({ ...row, createdAt, createdBy: by, expiresAt })
      .run();
    return { id, token, expiresAt };
  }

  /** Does a link's token still let labelers into a batch? */
  opens(token: string, { run, node, adjudicates }: BatchPlace & { adjudicates: boolean }): boolean {
    const place = [eq(invites.run, run), eq(invites.node, node), eq(invites.adjudicates, adjudicates)];
    const open = and(eq(invites.digest, sha256(token)), gt(invites.expiresAt, Date.now()), ...place);
    return this.#db.select({ id: invites.id }).from(invites).where(open).limit(1).get() !== undefined;
  }

  /** A token that lets an owner in once. */
  ownerToken(): string {
    return this.createInvite({ role: 'owner' }, here.source).token;
  }

  /** A token that lets any number of labelers into one batch. */
  inviteToken(place: BatchPlace, by = here.source): string {
    return this.createInvite({ role: 'labeler', ...place }, by).token;
  }

  /** A secret for programs. */
  createToken({ name, role, days }: NewToken, by: string): { id: string; token: string } {
    const [token, id, now] = [`heed_${newToken()}`, newId(), Date.now()];
    const expiresAt = days === undefined ? null : now + Math.round(days * DAY_MS);
    const row = { id, digest: sha256(token), role, name, createdAt: now, createdBy: by, expiresAt };
    this.#db.insert(tokens).values(row).run();
    return { id, token };
  }

  /** Is there a token that lets somebody in from another machine? */
  hasTokens(): boolean {
    return this.#db.select({ id: tokens.id }).from(tokens).where(alive(tokens)).limit(1).get() !== undefined;
  }

  /** Exchanges a link's token for a session's; undefined for one that is unknown, used up or too old. */
  enter(token: string, { source, agent }: Visit = here): string | undefined {
    const now = Date.now();
    return transact(this.#db, () => {
      this.#db.delete(invites).where(lte(invites.expiresAt, now)).run();
      this.#db.delete(sessions).where(lte(sessions.expiresAt, now)).run();
      const mine = eq(invites.digest, sha256(token));
      const invite = this.#db.select().from(invites).where(mine).get();
      if (!invite) return undefined;
      const left = invite.usesLeft === null ? null : invite.usesLeft - 1;
      if (left === 0) this.#db.delete(invites).where(mine).run();
      else
        this.#db
          .update(invites)
          .set({ usesLeft: left, used: invite.used + 1 })
          .where(mine)
          .run();
      const [session, id] = [newToken(), newId()];
      const { role, run, node, label, adjudicates } = invite;
      const visit = { invite: invite.id, source, agent };
      const times = { createdAt: now, seenAt: now, expiresAt: now + SESSION_MS };
      const row = { id, digest: sha256(session), role, run, node, label, adjudicates };
      this.#db
        .insert(sessions)
        .values({ ...row, ...visit, ...times })
        .run();
      this.audit.record({ who: label || role, role, source }, 'access.enter', { id: invite.id });
      return session;
    });
  }

  /** Who holds this session token. */
  sessionOf(token: string | undefined, visit: Visit = here): Session {
    if (!token) return { role: 'nobody' };
    const now = Date.now();
    const row = sessionByDigest(this.#db).get({ digest: sha256(token), now });
    if (!row) return { role: 'nobody' };
    if (now - row.seenAt > SEEN_MS)
      this.#db
        .update(sessions)
        .set({ seenAt: now, source: visit.source })
        .where(eq(sessions.id, row.id))
        .run();
    const { id, role, run, node, adjudicates } = row;
    const name = row.labeler ?? (row.label || role);
    if (role !== 'labeler') return { role, id, name };
    return run && node ? { role, id, name, run, node, adjudicates } : { role: 'nobody' };
  }

  /** Who holds this token of a program; undefined for one that is unknown, revoked or too old. */
  tokenSession(token: string, visit: Visit): Session | undefined {
    const valid = and(eq(tokens.digest, sha256(token)), alive(tokens));
    const row = this.#db.select().from(tokens).where(valid).get();
    if (!row) return undefined;
    const now = Date.now();
    if (now - (row.seenAt ?? 0) > SEEN_MS)
      this.#db.update(tokens).set({ seenAt: now, source: visit.source }).where(eq(tokens.id, row.id)).run();
    return { role: row.role, id: row.id, name: row.name };
  }

  /** Does this session or token still let somebody in? */
  isAlive(id: string): boolean {
    const now = Date.now();
    const open = this.#db.select({ id: sessions.id }).from(sessions);
    if (open.where(and(eq(sessions.id, id), gt(sessions.expiresAt, now))).get()) return true;
    const mine = and(eq(tokens.id, id), alive(tokens));
    return this.#db.select({ id: tokens.id }).from(tokens).where(mine).get() !== undefined;
  }

  /** Everything that lets somebody in now, newest first. */
  list(): AccessList {
    const now = Date.now();
    return {
      invites: this.#db
        .select()
        .from(invites)
        .where(gt(invites.expiresAt, now))
        .orderBy(desc(invites.createdAt))
        .all()
        .map(({ digest: _, ...row }) => row),
      tokens: this.#db
        .select()
        .from(tokens)
        .where(alive(tokens))
        .orderBy(desc(tokens.createdAt))
        .all()
        .map(({ digest: _, ...row }) => row),
      sessions: this.#db
        .select()
        .from(sessions)
        .where(gt(sessions.expiresAt, now))
        .orderBy(desc(sessions.createdAt))
        .all()
        .map(({ digest: _, ...row }) => row),
    };
  }

  /** Ends an invite with the sessions that came by it, a token, or a session. Throws NOT_FOUND. */
  revoke(id: string): { what: 'invite' | 'token' | 'session' } {
    const ended = transact(this.#db, () => {
      const guests = this.#db.delete(sessions).where(eq(sessions.invite, id)).returning().all();
      const invite = this.#db.delete(invites).where(eq(invites.id, id)).returning().get();
      const token = this.#db.delete(tokens).where(eq(tokens.id, id)).returning().get();
      const session = this.#db.delete(sessions).where(eq(sessions.id, id)).returning().get();
      const what = invite || guests.length ? 'invite' : token ? 'token' : session ? 'session' : undefined;
      if (!what) throw nothingToRevoke(id);
      return { what, ids: [id, ...guests.map((guest) => guest.id)] } as const;
    });
    for (const one of ended.ids) this.changes.emit('ended', one);
    return { what: ended.what };
  }

  /** Is a session tied to this labeler's name? */
  hasName(session: string, labeler: string): boolean {
    return nameOfSession(this.#db).get({ session })?.labeler === labeler;
  }

  /** Ties a session to the labeler's name first used in it; false for another name later. */
  claimName(session: string, labeler: string): boolean {
    const free = or(isNull(sessions.labeler), eq(sessions.labeler, labeler));
    const mine = and(eq(sessions.id, session), free);
    return this.#db.update(sessions).set({ labeler }).where(mine).run().changes === 1;
  }
}

const sessionByDigest = preparedOnce((db) =>
  db
    .select()
    .from(sessions)
    .where(and(eq(sessions.digest, placeholder('digest')), gt(sessions.expiresAt, placeholder('now'))))
    .prepare(),
);
const nameOfSession = preparedOnce((db) =>
  db
    .select({ labeler: sessions.labeler })
    .from(sessions)
    .where(eq(sessions.id, placeholder('session')))
    .prepare(),
);

function alive(table: typeof tokens) {
  return or(isNull(table.expiresAt), gt(table.expiresAt, Date.now()));
}

function nothingToRevoke(id: string): UserError {
  return new UserError('NOT_FOUND', {
    en: `There is no invite, token or session ${id}; "heed access list" shows those there are.`,
    zh: `没有 id 为 ${id} 的邀请、令牌或会话；“heed access list”会列出现有的。`,
  });
}
