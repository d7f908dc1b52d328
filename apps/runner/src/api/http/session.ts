import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type Addresses, refuse } from '../../access/same-site.ts';
import { type Access, SESSION_MS, sameSecret } from '../../access/tokens.ts';
import type { Session } from '../services.ts';

/** What the server needs to know who is calling. */
export interface Guard {
  access: Access;
  addresses(): Addresses;
  /** Lets the command line of the same machine in. */
  token: string;
  cookieName(): string;
}

function isApi(url: string): boolean {
  return /^\/(trpc|artifacts|uploads)(\/|\?|$)/.test(url);
}

function header(request: FastifyRequest, name: string): string | undefined {
  const value = request.headers[name];
  return Array.isArray(value) ? value.join(', ') : value;
}

/** Refuses foreign hosts and origins on every method and path, streams included, and whatever is not JSON. */
export function guardRequests(server: FastifyInstance, guard: Guard): void {
  server.addHook('onRequest', async (request, reply) => {
    const reason = refuse(
      {
        ...{ method: request.method, host: header(request, 'host'), origin: header(request, 'origin') },
        ...{ site: header(request, 'sec-fetch-site'), mode: header(request, 'sec-fetch-mode') },
        api: isApi(request.url),
      },
      guard.addresses(),
    );
    if (reason) return reply.code(403).type('text/plain').send(reason);
  });
  server.addHook('onRequest', async (request, reply) => {
    const isJson = /^application\/json\b/.test(header(request, 'content-type') ?? '');
    if (!request.url.startsWith('/trpc/') || request.method !== 'POST' || isJson) return;
    return reply.code(415).type('text/plain').send('The API takes JSON only.');
  });
  server.addHook('onRequest', async (request, reply) => enterByLink(request, reply, guard));
}

/** Exchanges `?token=` for a cookie and leads to the same page without the token. */
async function enterByLink(request: FastifyRequest, reply: FastifyReply, guard: Guard) {
  const url = new URL(request.url, 'http://runner');
  const token = url.searchParams.get('token');
  if (token === null || request.method !== 'GET' || isApi(request.url)) return;
  const session = guard.access.enter(token);
  if (!session) {
    const sentence = 'This link was used or has expired. Ask for a new one, or start "heed serve" again.\n';
    return reply.code(403).type('text/plain').send(sentence);
  }
  reply.setCookie(guard.cookieName(), session, {
    ...{ httpOnly: true, sameSite: 'strict', path: '/', maxAge: SESSION_MS / 1000 },
  });
  url.searchParams.delete('token');
  return reply.redirect(`${url.pathname}${url.search}`, 303);
}

/** Who is calling: by the cookie of a browser, or by the token of the command line. */
export function sessionOf(request: FastifyRequest, guard: Guard): Session {
  const [, bearer] = /^Bearer (\S+)$/.exec(header(request, 'authorization') ?? '') ?? [];
  if (bearer !== undefined && sameSecret(bearer, guard.token)) return { role: 'owner' };
  return guard.access.sessionOf(request.cookies[guard.cookieName()]);
}
