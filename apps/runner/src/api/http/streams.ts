import type { ServerResponse } from 'node:http';
import type { FastifyInstance } from 'fastify';
import { type Guard, sessionOf } from './session.ts';

/** How often open streams are held against sessions that ended by themselves. */
const SWEEP_MS = 15_000;

/** Ends the live streams of a session or token at once when it is revoked, and soon after it has expired. */
export function endStreamsWithSessions(server: FastifyInstance, guard: Guard): void {
  const open = new Map<string, Set<ServerResponse>>();
  const end = (id: string) => {
    for (const stream of open.get(id) ?? []) stream.destroy();
  };
  server.addHook('onRequest', async (request, reply) => {
    if (!request.headers.accept?.includes('text/event-stream')) return;
    const session = sessionOf(request, guard);
    if (session.role === 'nobody') return;
    const streams = open.get(session.id) ?? new Set();
    open.set(session.id, streams.add(reply.raw));
    reply.raw.on('close', () => {
      streams.delete(reply.raw);
      if (streams.size === 0 && open.get(session.id) === streams) open.delete(session.id);
    });
  });
  const sweep = setInterval(() => {
    for (const id of open.keys()) if (id !== 'local' && !guard.access.isAlive(id)) end(id);
  }, SWEEP_MS);
  guard.access.changes.on('ended', end);
  server.addHook('onClose', async () => {
    clearInterval(sweep);
    guard.access.changes.off('ended', end);
  });
}
