import type { LogLine } from '../../api/views.ts';
import type { Client } from '../client.ts';
import { exitCodes } from '../exit.ts';
import { type ClientOptions, openClient } from '../open.ts';

const PAGE = 1000;

/** `heed runs logs RUN [NODE]`: what the nodes of a run said, oldest first. */
export async function logs(
  run: string,
  node: string | undefined,
  options: ClientOptions & { json: boolean },
): Promise<number> {
  const client = await openClient(options);
  try {
    for await (const line of linesOf(client, run, node))
      console.log(options.json ? JSON.stringify(line) : describeLine(line));
  } finally {
    await client.close();
  }
  return exitCodes.done;
}

/** Every line, read page by page. */
async function* linesOf(client: Client, run: string, node: string | undefined): AsyncGenerator<LogLine> {
  for (let after = 0; ; ) {
    const { lines, more } = await client.logs({ run, node, after, limit: PAGE });
    yield* lines;
    after = lines.at(-1)?.id ?? after;
    if (!more || lines.length === 0) return;
  }
}

function describeLine({ at, node, level, text }: LogLine): string {
  const time = new Date(at).toISOString().slice(0, 19).replace('T', ' ');
  return `${time} ${level.padEnd(5)} ${node}: ${text}`;
}
