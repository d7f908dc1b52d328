import { messageIn } from '@heed/schema';
import type { LogQuery } from '../../api/inputs.ts';
import type { LogLine } from '../../api/views.ts';
import type { Client } from '../client.ts';
import { exitCodes } from '../exit.ts';
import { environmentLanguage } from '../language.ts';
import { type ClientOptions, openClient } from '../open.ts';

export interface LogOptions extends ClientOptions {
  /** The least level. */
  level: LogLine['level'];
  search?: string;
  attempt?: number;
  /** Lines from the end; all of them without it. */
  lines?: number;
  json: boolean;
}

const levelsUp = ['info', 'warn', 'error'] as const;
/** Lines that a runner gives at a time. */
const PAGE = 1000;

/** `heed runs logs RUN [NODE]`: what the nodes of a run said, oldest first. */
export async function logs(run: string, node: string | undefined, options: LogOptions): Promise<number> {
  const client = await openClient(options);
  try {
    const { search, attempt, lines } = options;
    const levels = levelsUp.slice(levelsUp.indexOf(options.level));
    const query = { run, node, search, attempt, levels, language: environmentLanguage() };
    const wanted = lines === undefined ? allLines(client, query) : await lastLines(client, query, lines);
    for await (const line of wanted) console.log(options.json ? JSON.stringify(line) : describeLine(line));
  } finally {
    await client.close();
  }
  return exitCodes.done;
}

/** Every line, read page by page. */
async function* allLines(client: Client, query: LogQuery): AsyncGenerator<LogLine> {
  for (let after = 0; ; ) {
    const { lines, more } = await client.logs({ ...query, after, limit: PAGE });
    yield* lines;
    after = lines.at(-1)?.id ?? after;
    if (!more || lines.length === 0) return;
  }
}

async function lastLines(client: Client, query: LogQuery, count: number): Promise<LogLine[]> {
  const last: LogLine[] = [];
  for (let more = true; more && last.length < count; ) {
    const page = await client.logs({
      ...query,
      before: last[0]?.id,
      limit: Math.min(PAGE, count - last.length),
    });
    last.unshift(...page.lines);
    more = page.more;
  }
  return last;
}

function describeLine({ at, node, attempt, level, text }: LogLine): string {
  const time = new Date(at).toISOString().slice(0, 19).replace('T', ' ');
  const place = attempt > 1 ? `${node} (attempt ${attempt})` : node;
  return `${time} ${level.padEnd(5)} ${place}: ${messageIn(text, environmentLanguage())}`;
}
