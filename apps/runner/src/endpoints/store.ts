import type { ModelEndpoint } from '@heed/schema';
import { asc, eq } from 'drizzle-orm';
import type { NewEndpoint } from '../api/endpoint-inputs.ts';
import type { EndpointView } from '../api/endpoint-views.ts';
import type { Database } from '../db/open.ts';
import { UserError } from '../errors.ts';
import { endpoints } from './table.ts';

/** Endpoints for people: never with their keys. */
export function listEndpoints(db: Database): EndpointView[] {
  const rows = db.select().from(endpoints).orderBy(asc(endpoints.name)).all();
  return rows.map(({ key, ...row }) => ({ ...row, hasKey: key !== null }));
}

/** Endpoints for the processes that call them. */
export function endpointsWithKeys(db: Database): ModelEndpoint[] {
  const rows = db.select().from(endpoints).orderBy(asc(endpoints.name)).all();
  return rows.map(({ name, url, key }) => ({ name, url, ...(key !== null && { key }) }));
}

/** Adds an endpoint, or changes the one of this name; another address never gets the key of the one before. */
export function setEndpoint(db: Database, { name, url, key }: NewEndpoint, author: string): void {
  const row = { url: addressOf(url), key: key || null, author, createdAt: Date.now() };
  db.insert(endpoints)
    .values({ name, ...row })
    .onConflictDoUpdate({ target: endpoints.name, set: row })
    .run();
}

export function removeEndpoint(db: Database, name: string): void {
  if (db.delete(endpoints).where(eq(endpoints.name, name)).run().changes === 0)
    throw new UserError('NOT_FOUND', {
      en: `There is no endpoint "${name}".`,
      zh: `没有端点“${name}”。`,
    });
}

/** The address up to and without `/chat/completions`. Throws for anything but http and https. */
function addressOf(text: string): string {
  const url = URL.parse(text);
  const isWeb = url?.protocol === 'http:' || url?.protocol === 'https:';
  if (!url || !isWeb || url.username || url.password || url.search || url.hash)
    throw new UserError('BAD_REQUEST', {
      en: `"${text}" is not the address of an endpoint; give one like https://api.example.com/v1, with the key apart from it.`,
      zh: `“${text}”不是端点地址；请填写类似 https://api.example.com/v1 的地址，密钥请单独填写。`,
    });
  return url.href.replace(/\/(chat\/completions\/?)?$/, '');
}
