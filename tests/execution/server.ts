import { type ServerOptions, startServer } from '../../apps/runner/src/api/http/server.ts';
import { readHolder } from '../../apps/runner/src/data-folder.ts';
import type { Runner } from '../../apps/runner/src/runner.ts';

export interface TestServer extends AsyncDisposable {
  url: string;
  /** The cookie of the owner, from the one-time link. */
  cookie: string;
  get(path: string, headers?: Record<string, string>): Promise<Response>;
  post(path: string, body: unknown, headers?: Record<string, string>): Promise<Response>;
  /** Reads at most some events of a run's stream, then hangs up. */
  stream(run: string, after: number | undefined, most: number): Promise<{ ids: number[]; ended: boolean }>;
}

/** Exchanges a link for a session's cookie. */
export async function enter(link: string): Promise<string> {
  const answer = await fetch(link, { redirect: 'manual' });
  return answer.headers.getSetCookie()[0]?.split(';')[0] ?? '';
}

/** Serves a runner on a free port of this machine. */
export async function serveTest(
  runner: Runner,
  editor?: string,
  options: Partial<ServerOptions> = {},
): Promise<TestServer> {
  const server = await startServer(runner, { host: '127.0.0.1', port: 0, editor, ...options });
  const cookie = await enter(server.link);
  const get = (path: string, headers: Record<string, string> = { cookie }) =>
    fetch(`${server.url}${path}`, { headers, redirect: 'manual' });
  const post = (path: string, body: unknown, headers: Record<string, string> = { cookie }) =>
    fetch(`${server.url}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });
  const stream = async (run: string, after: number | undefined, most: number) => {
    const input = encodeURIComponent(JSON.stringify({ run }));
    const answer = await get(`/trpc/runs.events?input=${input}`, {
      cookie,
      ...(after === undefined ? {} : { 'last-event-id': String(after) }),
    });
    return readStream(answer, most);
  };
  return { url: server.url, cookie, get, post, stream, [Symbol.asyncDispose]: () => server.close() };
}

/** The ids of at most some events of a stream, and whether it came to its end. */
export async function readStream(answer: Response, most: number): Promise<{ ids: number[]; ended: boolean }> {
  const ids: number[] = [];
  let text = '';
  for await (const chunk of answer.body as unknown as AsyncIterable<Uint8Array>) {
    text += new TextDecoder().decode(chunk);
    const blocks = text.split('\n\n');
    text = blocks.pop() ?? '';
    for (const block of blocks) {
      if (block.includes('event: return')) return { ids, ended: true };
      const [, id] = /^id: (\d+)$/m.exec(block) ?? [];
      if (id && ids.push(Number(id)) >= most) return { ids, ended: false };
    }
  }
  return { ids, ended: false };
}

export { readHolder };
