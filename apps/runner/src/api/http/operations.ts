import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Log } from '../../operations/logger.ts';
import type { Runner } from '../../runner.ts';
import { appRouter } from '../router.ts';
import { onlyFor } from './files.ts';
import type { Guard } from './session.ts';

const procedures = new Set(Object.keys(appRouter._def.procedures));

/** `GET /healthz` for whoever asks, `GET /metrics` for viewers and above. */
export function serveOperations(server: FastifyInstance, runner: Runner, guard: Guard): void {
  server.get('/healthz', async (_request, reply) => {
    reply.header('cache-control', 'no-store');
    try {
      runner.database.prepare('SELECT 1').get();
      return { status: 'ok' };
    } catch {
      return reply.code(503).send({ status: 'no database' });
    }
  });
  server.get('/metrics', { preHandler: onlyFor('viewer', guard) }, async (_request, reply) =>
    reply.type('text/plain; version=0.0.4; charset=utf-8').send(runner.metrics.text()),
  );
}

/** Measures every answer and writes it to the log: those that went wrong for all to see, the others for debugging. */
export function observeRequests(server: FastifyInstance, runner: Runner, log: Log): void {
  server.addHook('onResponse', async (request, reply) => {
    const { method } = request;
    const [route, status, seconds] = [routeOf(request), reply.statusCode, reply.elapsedTime / 1000];
    const isStream = request.headers.accept?.includes('text/event-stream');
    if (!isStream) runner.metrics.http.observe(seconds, { method, route, status });
    const level = status >= 500 ? 'error' : [401, 403, 429].includes(status) ? 'warn' : 'debug';
    log[level]('request', { method, route, status, ms: Math.round(seconds * 1000), from: request.ip });
  });
  server.addHook('onError', async (request, _reply, error) => {
    if ((error.statusCode ?? 500) >= 500)
      log.error(error.message, { method: request.method, route: routeOf(request) });
  });
}

/** A name from a fixed list, so that nobody can fill the metrics with names. */
function routeOf(request: FastifyRequest): string {
  const path = request.url.split('?')[0] ?? '';
  const [, called] = /^\/trpc\/(.+)$/.exec(path) ?? [];
  if (called) return procedures.has(called) ? called : called.includes(',') ? 'batch' : 'unknown';
  return request.routeOptions.url ?? 'pages';
}
