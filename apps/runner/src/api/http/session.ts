import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type Access, SESSION_MS, type Visit } from '../../access/access.ts';
import { type Addresses, refuse } from '../../access/same-site.ts';
import { sameSecret } from '../../access/secrets.ts';
import type { Session } from '../../access/session.ts';
import type { WrongAttempts } from '../../access/wrong-attempts.ts';

/** What the server needs to know who is calling. */
export interface Guard {
  access: Access;
  wrong: WrongAttempts;
  addresses(): Addresses;
  /** Lets the command line of the same machine in. */
  token: string;
  cookieName(): string;
  /** Does the server speak TLS? Then the cookie never leaves without it. */
  secure: boolean;
}

/** The command line of this machine, by the secret in the data folder. */
const localSession: Session = { role: 'owner', id: 'local', name: 'command line' };

/** Paths that are data or actions, rather than pages of the editor. */
export function isApi(url: string): boolean {
  return /^\/(trpc|artifacts|label-media|uploads|metrics|healthz)(\/|\?|$)/.test(url);
}

function header(request: FastifyRequest, name: string): string | undefined {
  const value = request.headers[name];
  return Array.isArray(value) ? value.join(', ') : value;
}

function bearerOf(request: FastifyRequest): string | undefined {
  return /^Bearer (\S+)$/i.exec(header(request, 'authorization') ?? '')?.[1];
}

function visitOf(request: FastifyRequest): Visit {
  return { source: request.ip, agent: header(request, 'user-agent')?.slice(0, 200) };
}

/** Refuses foreign hosts and origins on every method and path, streams included, and whatever is not JSON. */
export function guardRequests(server: FastifyInstance, guard: Guard): void {
  server.addHook('onRequest', async (request, reply) => {
    if (request.url === '/healthz') return;
    const { method } = request;
    const origin = header(request, 'origin');
    const isPreflight =
      method === 'OPTIONS' && header(request, 'access-control-request-method') !== undefined;
    const reason = refuse(
      {
        ...{ method, host: header(request, 'host'), origin },
        ...{ site: header(request, 'sec-fetch-site'), mode: header(request, 'sec-fetch-mode') },
        ...{ api: isApi(request.url), byToken: isPreflight || bearerOf(request) !== undefined },
      },
      guard.addresses(),
    );
    if (reason) return reply.code(403).type('text/plain').send(reason);
    if (origin !== undefined && guard.addresses().editors.has(origin))
      return allowEditor(reply, origin, isPreflight);
  });
  server.addHook('onRequest', async (request, reply) => {
    const isJson = /^application\/json\b/.test(header(request, 'content-type') ?? '');
    if (!request.url.startsWith('/trpc/') || request.method !== 'POST' || isJson) return;
    return reply.code(415).type('text/plain').send('The API takes JSON only.');
  });
  server.addHook('onRequest', async (request, reply) => refuseWrongToken(request, reply, guard));
  server.addHook('onRequest', async (request, reply) => enterByLink(request, reply, guard));
}

/** Lets the page of another runner's editor read the answer; never with cookies. */
function allowEditor(reply: FastifyReply, origin: string, isPreflight: boolean) {
  reply.header('access-control-allow-origin', origin).header('vary', 'Origin');
  reply.header('cross-origin-resource-policy', 'cross-origin');
  if (!isPreflight) return;
  return reply
    .header('access-control-allow-methods', 'GET, POST')
    .header('access-control-allow-headers', 'authorization, content-type, last-event-id, trpc-accept')
    .header('access-control-max-age', '600')
    .code(204)
    .send();
}

function tooMany(reply: FastifyReply, seconds: number) {
  const sentence = `Too many wrong links or tokens came from your address; try again in ${seconds} s.\n`;
  return reply.code(429).header('retry-after', seconds).type('text/plain').send(sentence);
}

/** Answers 401 to a token that is wrong (the API does so by itself), and 429 to an address that sends many of them. */
async function refuseWrongToken(request: FastifyRequest, reply: FastifyReply, guard: Guard) {
  const token = bearerOf(request);
  if (token === undefined || sameSecret(token, guard.token)) return;
  const wait = guard.wrong.waitOf(request.ip);
  if (wait) return tooMany(reply, wait);
  if (guard.access.tokenSession(token, visitOf(request))) return;
  guard.wrong.note(request.ip);
  guard.access.audit.record({ who: '', role: 'nobody', source: request.ip }, 'access.refused-token');
  if (request.url.startsWith('/trpc/')) return;
  const sentence = 'This token is unknown, revoked or expired; make a new one with "heed access token".\n';
  return reply.code(401).type('text/plain').send(sentence);
}

/** Exchanges `?token=` for a cookie and leads to the same page without the token. */
async function enterByLink(request: FastifyRequest, reply: FastifyReply, guard: Guard) {
  const url = new URL(request.url, 'http://runner');
  const token = url.searchParams.get('token');
  if (token === null || request.method !== 'GET' || isApi(request.url)) return;
  const wait = guard.wrong.waitOf(request.ip);
  if (wait) return tooMany(reply, wait);
  const session = guard.access.enter(token, visitOf(request));
  if (!session && isInAlready(request, url, guard)) return leadOn(reply, url);
  if (!session) {
    guard.wrong.note(request.ip);
    guard.access.audit.record({ who: '', role: 'nobody', source: request.ip }, 'access.refused-link');
    return refuseLink(request, reply.code(403));
  }
  reply.setCookie(guard.cookieName(), session, {
    ...{ httpOnly: true, sameSite: 'strict', path: '/', maxAge: SESSION_MS / 1000, secure: guard.secure },
  });
  return leadOn(reply, url);
}

function leadOn(reply: FastifyReply, url: URL) {
  url.searchParams.delete('token');
  return reply.redirect(`${url.pathname}${url.search}`, 303);
}

/** Who came in by a link before and opens it once more goes on, even where it lets nobody else in. */
function isInAlready(request: FastifyRequest, { pathname }: URL, guard: Guard): boolean {
  const session = guard.access.sessionOf(request.cookies[guard.cookieName()], visitOf(request));
  if (session.role === 'nobody') return false;
  return session.role !== 'labeler' || pathname.endsWith(`/${session.run}/${session.node}`);
}

/** A browser gets the page itself, which says in its reader's language that the link lets nobody in. */
function refuseLink(request: FastifyRequest, reply: FastifyReply) {
  const isBrowser = header(request, 'accept')?.includes('text/html') ?? false;
  if (isBrowser && reply.server.hasReplyDecorator('sendFile')) return reply.sendFile('index.html');
  const sentence =
    'This link was used or has expired. Ask for a new one, or make one with "heed access link".\n';
  return reply.type('text/plain').send(sentence);
}

/** Who is calling: by the token of a program, or by the cookie of a browser. */
export function sessionOf(request: FastifyRequest, guard: Guard): Session {
  const bearer = bearerOf(request);
  if (bearer !== undefined && sameSecret(bearer, guard.token)) return localSession;
  if (bearer !== undefined) return guard.access.tokenSession(bearer, visitOf(request)) ?? { role: 'nobody' };
  return guard.access.sessionOf(request.cookies[guard.cookieName()], visitOf(request));
}
