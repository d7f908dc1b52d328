import { once } from 'node:events';
import { dirname, resolve } from 'node:path';
import { isLoopback } from '../../access/same-site.ts';
import { startServer } from '../../api/http/server.ts';
import { UserError } from '../../errors.ts';
import { type LogFormat, type LogLevel, makeLog } from '../../operations/logger.ts';
import { narrate } from '../../operations/narrate.ts';
import { openRunner, type Runner } from '../../runner.ts';
import { exitCodes } from '../exit.ts';
import { readGraphFile } from '../graph-file.ts';
import { readTls } from '../tls.ts';

export interface ServeOptions {
  port: number;
  host: string;
  origin: string[];
  /** Origins of editors of other runners. */
  editorFrom: string[];
  /** Other runners that this editor may switch to. */
  otherRunner: string[];
  /** PEM files, to speak TLS. */
  cert?: string;
  key?: string;
  log: LogFormat;
  logLevel: LogLevel;
  /** Graph files to put on the list. */
  with: string[];
  data: string;
  kinds?: string;
  /** Milliseconds. */
  checkpointEvery?: number;
}

/** `heed serve`: until Ctrl-C. Runs that are under way then go on at the next start. */
export async function serve(options: ServeOptions): Promise<number> {
  const offered = options.with.map((file) => ({
    folder: dirname(resolve(file)),
    graph: readGraphFile(file),
  }));
  const tls = readTls(options);
  const kindsFolder = options.kinds && resolve(options.kinds);
  const { data: dataFolder, checkpointEvery: checkpointMs } = options;
  const log = makeLog(options.log, options.logLevel);
  const runner = await openRunner({ dataFolder, kindsFolder, checkpointMs, resume: true });
  try {
    refuseOpenDoor(runner, options);
    for (const { folder, graph } of offered) runner.offer(folder, graph);
    const { port, host, origin: origins, editorFrom: editors, otherRunner: runners } = options;
    const server = await startServer(runner, { port, host, origins, editors, runners, tls, log });
    greet(runner.folder.path, server, options, tls !== undefined);
    const stopNarrating = narrate(runner.database, log);
    log.info('serving', { url: server.url, data: runner.folder.path });
    const [signal] = await Promise.race([
      once(process, 'SIGINT').then(() => ['SIGINT']),
      once(process, 'SIGTERM').then(() => ['SIGTERM']),
    ]);
    log.info('stopping', { signal });
    if (options.log === 'human') console.log('Stopping; runs under way go on at the next start.');
    await server.close();
    stopNarrating();
  } finally {
    await runner.close();
  }
  return exitCodes.done;
}

/** Other machines come in by a token: without one there is nobody to serve there. */
function refuseOpenDoor(runner: Runner, { host, data }: ServeOptions): void {
  if (isLoopback(host) || runner.access.hasTokens()) return;
  throw new UserError('BAD_REQUEST', {
    en: `${host} can be reached from other machines, and this data folder has no token yet to let them in; make one first: heed access token NAME --role owner --data ${data}`,
    zh: `${host} 可从其他机器访问，而此数据文件夹还没有用于准入的令牌；请先生成：heed access token 名称 --role owner --data ${data}`,
  });
}

function greet(
  path: string,
  server: { url: string; link: string },
  { log, host }: ServeOptions,
  isSecure: boolean,
): void {
  if (log === 'json') return;
  console.log(`Heed serves the data folder ${path} at ${server.url}`);
  console.log(`Open this link once to come in: ${server.link}`);
  if (isLoopback(host) || isSecure) return;
  console.log(
    'What goes over the network is not encrypted: put a proxy with TLS in front (--origin), or give --cert and --key.',
  );
}
