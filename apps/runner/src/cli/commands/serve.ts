import { once } from 'node:events';
import { dirname, resolve } from 'node:path';
import { startServer } from '../../api/http/server.ts';
import { openRunner } from '../../runner.ts';
import { exitCodes } from '../exit.ts';
import { readGraphFile } from '../graph-file.ts';

export interface ServeOptions {
  port: number;
  host: string;
  origin: string[];
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
  const kindsFolder = options.kinds && resolve(options.kinds);
  const { data: dataFolder, checkpointEvery: checkpointMs } = options;
  const runner = await openRunner({ dataFolder, kindsFolder, checkpointMs, resume: true });
  try {
    for (const { folder, graph } of offered) runner.offer(folder, graph);
    const { port, host, origin: origins } = options;
    const server = await startServer(runner, { port, host, origins });
    console.log(`Heed serves the data folder ${runner.folder.path} at ${server.url}`);
    console.log(`Open this link once to come in: ${server.link}`);
    await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
    console.log('Stopping; runs under way go on at the next start.');
    await server.close();
  } finally {
    await runner.close();
  }
  return exitCodes.done;
}
