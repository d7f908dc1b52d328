import { randomBytes, timingSafeEqual } from 'node:crypto';
import { and, eq, gt, isNull, lt, or } from 'drizzle-orm';
import type { Session } from '../api/services.ts';
import { sha256 } from '../canonical.ts';
import { type Database, transact } from '../db/open.ts';
import { links, sessions } from '../db/tables.ts';
import type { BatchPlace } from '../labeling/store.ts';

const DAY_MS = 24 * 60 * 60_000;
const OWNER_LINK_MS = DAY_MS;
const INVITE_MS = 14 * DAY_MS;
export const SESSION_MS = 30 * DAY_MS;

/** 256 random bits that fit into a URL. */
export function newToken(): string {
  return randomBytes(32).toString('base64url');
}

/** Compares two secrets in a time that does not depend on them. */
export function sameSecret(a: string, b: string): boolean {
  return timingSafeEqual(Buffer.from(sha256(a)), Buffer.from(sha256(b)));
}

/** Links and sessions. Tokens leave here once; the database holds only their digests. */
export class Access {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  /** A token that lets the owner in once. */
  ownerToken(): string {
    const token = newToken();
    const expiresAt = Date.now() + OWNER_LINK_MS;
    this.#db
      .insert(links)
      .values({ digest: sha256(token), role: 'owner', oneTime: true, expiresAt })
      .run();
    return token;
  }

  /** A token that lets any number of labelers into one batch. */
  inviteToken({ run, node }: BatchPlace): string {
    const token = newToken();
    const link = { digest: sha256(token), role: 'labeler', run, node, oneTime: false } as const;
    this.#db
      .insert(links)
      .values({ ...link, expiresAt: Date.now() + INVITE_MS })
      .run();
    return token;
  }

  /** Exchanges a link's token for a session's; undefined for one that is unknown, used or too old. */
  enter(token: string): string | undefined {
    const now = Date.now();
    return transact(this.#db, () => {
      this.#db.delete(links).where(lt(links.expiresAt, now)).run();
      this.#db.delete(sessions).where(lt(sessions.expiresAt, now)).run();
      const link = this.#db
        .select()
        .from(links)
        .where(eq(links.digest, sha256(token)))
        .get();
      if (!link) return undefined;
      if (link.oneTime) this.#db.delete(links).where(eq(links.digest, link.digest)).run();
      const session = newToken();
      const { role, run, node } = link;
      const row = { digest: sha256(session), role, run, node, expiresAt: now + SESSION_MS };
      this.#db.insert(sessions).values(row).run();
      return session;
    });
  }

  /** Who holds this session token. */
  sessionOf(token: string | undefined): Session {
    if (!token) return { role: 'nobody' };
    const valid = and(eq(sessions.digest, sha256(token)), gt(sessions.expiresAt, Date.now()));
    const row = this.#db.select().from(sessions).where(valid).get();
    if (row?.role === 'owner') return { role: 'owner' };
    if (row?.run && row.node) return { role: 'labeler', id: row.digest, run: row.run, node: row.node };
    return { role: 'nobody' };
  }

  /** Ties a session to the labeler's name first used in it; false for another name later. */
  claimName(session: string, labeler: string): boolean {
    const free = or(isNull(sessions.labeler), eq(sessions.labeler, labeler));
    const mine = and(eq(sessions.digest, session), free);
    return this.#db.update(sessions).set({ labeler }).where(mine).run().changes === 1;
  }
}
