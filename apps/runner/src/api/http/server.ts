import type { AddressInfo } from 'node:net';
import fastifyCookie from '@fastify/cookie';
import fastifyHelmet from '@fastify/helmet';
import fastifyRateLimit from '@fastify/rate-limit';
import { type FastifyTRPCPluginOptions, fastifyTRPCPlugin } from '@trpc/server/adapters/fastify';
import fastify, { type FastifyInstance } from 'fastify';
import { type Addresses, addressesOf, inUrl } from '../../access/same-site.ts';
import { newToken } from '../../access/secrets.ts';
import { WrongAttempts } from '../../access/wrong-attempts.ts';
import { UserError } from '../../errors.ts';
import { type Log, silent } from '../../operations/logger.ts';
import type { Runner } from '../../runner.ts';
import { type AppRouter, appRouter } from '../router.ts';
import { editorFolder, serveEditor } from './editor.ts';
import { acceptUploads, serveArtifactFiles } from './files.ts';
import { serveLabelExports } from './label-exports.ts';
import { serveLabelMedia } from './label-media.ts';
import { observeRequests, serveOperations } from './operations.ts';
import { type Guard, guardRequests, sessionOf } from './session.ts';
import { endStreamsWithSessions } from './streams.ts';

export interface ServerOptions {
  host: string;
  /** 0 takes any free port. */
  port: number;
  /** Origins of proxies that stand before the runner. */
  origins?: readonly string[];
  /** Origins of editors of other runners, whose pages may call this one with a token. */
  editors?: readonly string[];
  /** Other runners that this editor's pages may call. */
  runners?: readonly string[];
  editor?: string;
  /** Certificate and key as PEM text, to speak TLS. */
  tls?: { cert: string; key: string };
  log?: Log;
}

export interface RunningServer {
  url: string;
  /** A link that lets the owner in once. */
  link: string;
  close(): Promise<void>;
}

/** Room for the largest graph. */
const LARGEST_BODY = 32 * 1024 * 1024;
/** Far above what a team in the browser needs, far below what hurts. */
const REQUESTS_PER_MINUTE = 12_000;

/** Only the editor's own files run; styles may be inline, since its components set them. */
const contentSecurityPolicy = (runners: readonly string[]) => ({
  useDefaults: false,
  directives: {
    defaultSrc: ["'self'"],
    scriptSrc: ["'self'"],
    styleSrc: ["'self'", "'unsafe-inline'"],
    imgSrc: ["'self'", 'data:', 'blob:'],
    mediaSrc: ["'self'", 'blob:'],
    fontSrc: ["'self'", 'data:'],
    connectSrc: ["'self'", ...runners.map((url) => new URL(url).origin)],
    workerSrc: ["'self'", 'blob:'],
    objectSrc: ["'none'"],
    baseUri: ["'none'"],
    formAction: ["'self'"],
    frameAncestors: ["'none'"],
  },
});

/** Serves the API and the editor. Throws CONFLICT where the port is taken. */
export async function startServer(runner: Runner, options: ServerOptions): Promise<RunningServer> {
  const server = fastify({
    bodyLimit: LARGEST_BODY,
    forceCloseConnections: true,
    routerOptions: { maxParamLength: 10_000 },
    ...(options.tls && { https: options.tls }),
  }) as FastifyInstance;
  let addresses: Addresses = addressesOf({ ...options, secure: options.tls !== undefined });
  let port = options.port;
  const token = newToken();
  const cookieName = () => `heed_${port}`;
  const wrong = new WrongAttempts();
  const secure = options.tls !== undefined;
  const guard = {
    access: runner.access,
    wrong,
    addresses: () => addresses,
    token,
    cookieName,
    secure: false,
  };
  await addRoutes(server, runner, guard, options);
  await listen(server, options);
  port = (server.server.address() as AddressInfo).port;
  addresses = addressesOf({ ...options, port, secure });
  const url = addressFor(options, port);
  runner.url = url;
  runner.otherRunners = [...(options.runners ?? [])];
  runner.folder.announce({ pid: process.pid, url, token });
  return { url, link: `${url}/?token=${runner.access.ownerToken()}`, close: () => server.close() };
}

/** Where people reach the server: behind its proxy where it listens on every address, else at its own. */
function addressFor({ host, origins = [], tls }: ServerOptions, port: number): string {
  const isOpen = host === '0.0.0.0' || host === '::';
  if (isOpen && origins[0]) return new URL(origins[0]).origin;
  const name = isOpen ? '127.0.0.1' : host;
  return `${tls ? 'https' : 'http'}://${inUrl(name)}:${port}`;
}

async function addRoutes(
  server: FastifyInstance,
  runner: Runner,
  guard: Guard,
  { editor = editorFolder, runners = [], log = silent }: ServerOptions,
): Promise<void> {
  await server.register(fastifyHelmet, {
    contentSecurityPolicy: contentSecurityPolicy(runners),
    strictTransportSecurity: false,
  });
  await server.register(fastifyCookie);
  await server.register(fastifyRateLimit, { max: REQUESTS_PER_MINUTE, timeWindow: '1 minute' });
  observeRequests(server, runner, log);
  guardRequests(server, guard);
  endStreamsWithSessions(server, guard);
  await server.register(fastifyTRPCPlugin, {
    prefix: '/trpc',
    trpcOptions: {
      router: appRouter,
      createContext: ({ req }) => ({
        services: runner.services,
        session: sessionOf(req, guard),
        source: req.ip,
      }),
    } satisfies FastifyTRPCPluginOptions<AppRouter>['trpcOptions'],
  });
  serveArtifactFiles(server, runner.artifacts, guard);
  serveLabelMedia(server, runner, guard);
  serveLabelExports(server, runner, guard);
  acceptUploads(server, runner.uploads, guard);
  serveOperations(server, runner, guard);
  serveEditor(server, editor);
}

async function listen(server: FastifyInstance, { host, port }: ServerOptions): Promise<void> {
  try {
    await server.listen({ host, port });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    throw new UserError('CONFLICT', {
      en: `Port ${port} on ${host} is taken by another program; choose another with --port.`,
      zh: `${host} 的端口 ${port} 已被其他程序占用；请用 --port 选择其他端口。`,
    });
  }
}
