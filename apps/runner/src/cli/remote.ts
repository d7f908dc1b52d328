import { randomUUID } from 'node:crypto';
import { type Graph, GraphError, type Problem, type RunEvent } from '@heed/schema';
import { createTRPCClient, httpLink, httpSubscriptionLink, splitLink, TRPCClientError } from '@trpc/client';
import { EventSource } from 'eventsource';
import type { AppRouter } from '../api/router.ts';
import { readHolder } from '../data-folder.ts';
import { UserError } from '../errors.ts';
import type { Client } from './client.ts';
import { Queue } from './queue.ts';

type Headers = Record<string, string>;

function api(url: string, headers: Headers) {
  const withHeaders: typeof fetch = (input, init) =>
    fetch(input, { ...init, headers: { ...(init?.headers as Headers | undefined), ...headers } });
  class Source extends EventSource {
    constructor(address: string | URL) {
      super(address, { fetch: withHeaders });
    }
  }
  return createTRPCClient<AppRouter>({
    links: [
      splitLink({
        condition: ({ type }) => type === 'subscription',
        true: httpSubscriptionLink({ url: `${url}/trpc`, EventSource: Source as never }),
        false: httpLink({ url: `${url}/trpc`, headers }),
      }),
    ],
  });
}

/** How to be let in: by a link's one-time token, or by the secret in the data folder of the same machine. */
async function headersFor(address: URL, dataFolder: string): Promise<Headers> {
  if (address.searchParams.has('token')) {
    const answer = await fetch(address, { redirect: 'manual' });
    const cookie = answer.headers.getSetCookie()[0]?.split(';')[0];
    if (cookie) return { cookie };
  }
  const holder = readHolder(dataFolder);
  const isSame = holder?.url !== undefined && new URL(holder.url).origin === address.origin;
  if (isSame && holder?.token) return { authorization: `Bearer ${holder.token}` };
  throw new UserError('UNAUTHORIZED', {
    en: `${address.origin} asks who you are; give --runner the link that "heed serve" printed, or --data with its data folder.`,
    zh: `${address.origin} 需要验证身份；请将“heed serve”显示的链接交给 --runner，或用 --data 指定其数据文件夹。`,
  });
}

/** A runner behind a URL. Throws where it cannot be reached or does not let us in. */
export async function remoteClient(url: string, dataFolder: string): Promise<Client & { upload: Upload }> {
  const address = parseAddress(url);
  const headers = await explained(address.origin, () => headersFor(address, dataFolder));
  const trpc = api(address.origin, headers);
  const ask = <Result>(call: () => Promise<Result>) => explained(address.origin, call);
  return {
    start: ({ graph, ...wish }) =>
      ask(() => trpc.runs.start.mutate({ ...wish, graph: graph as Graph, idempotencyKey: randomUUID() })),
    cancel: (id) => ask(() => trpc.runs.cancel.mutate({ id })),
    pause: (id) => ask(() => trpc.runs.pause.mutate({ id })),
    resume: (id) => ask(() => trpc.runs.resume.mutate({ id })),
    run: (id) => ask(() => trpc.runs.get.query({ id })),
    runs: () => ask(() => trpc.runs.list.query({})),
    events: (run, signal) => followEvents(trpc, run, signal),
    artifact: (id) => ask(() => trpc.artifacts.get.query({ id })),
    report: (id) => ask(() => trpc.artifacts.report.query({ id })),
    rows: (query) => ask(() => trpc.artifacts.rows.query(query)),
    file: (id, path) => ask(() => download(`${address.origin}/artifacts/${id}/files/${path}`, headers)),
    placeOf: (id) => `${address.origin}/artifacts/${id}`,
    system: () => ask(() => trpc.system.info.query()),
    close: async () => {},
    upload: (name, body) => ask(() => uploadFile(address.origin, headers, name, body)),
  };
}

export type Upload = (name: string, body: Blob) => Promise<string>;

function parseAddress(url: string): URL {
  if (URL.canParse(url) && /^https?:$/.test(new URL(url).protocol)) return new URL(url);
  throw new UserError('BAD_REQUEST', {
    en: `--runner takes a URL such as http://127.0.0.1:4330, not "${url}".`,
    zh: `--runner 需要一个 URL，例如 http://127.0.0.1:4330，而不是“${url}”。`,
  });
}

async function uploadFile(origin: string, headers: Headers, name: string, body: Blob): Promise<string> {
  const target = `${origin}/uploads?name=${encodeURIComponent(name)}`;
  const type = { 'content-type': 'application/octet-stream' };
  const answer = await fetch(target, { method: 'POST', body, headers: { ...headers, ...type } });
  if (!answer.ok) throw new Error(await answer.text());
  return ((await answer.json()) as { path: string }).path;
}

async function download(url: string, headers: Headers): Promise<AsyncIterable<Uint8Array>> {
  const answer = await fetch(url, { headers });
  if (!answer.ok || !answer.body) throw new Error(await answer.text());
  return answer.body as unknown as AsyncIterable<Uint8Array>;
}

async function* followEvents(
  trpc: ReturnType<typeof api>,
  run: string,
  signal: AbortSignal,
): AsyncGenerator<RunEvent> {
  const queue = new Queue<RunEvent>();
  const subscription = trpc.runs.events.subscribe(
    { run },
    { onData: ({ data }) => queue.push(data), onComplete: () => queue.end(), onError: (e) => queue.fail(e) },
  );
  signal.addEventListener('abort', () => queue.end(), { once: true });
  try {
    yield* queue;
  } finally {
    subscription.unsubscribe();
  }
}

/** Turns what a runner answers, or its silence, into errors of this side. */
async function explained<Result>(origin: string, call: () => Promise<Result>): Promise<Result> {
  try {
    return await call();
  } catch (error) {
    throw translate(error, origin);
  }
}

function translate(error: unknown, origin: string): unknown {
  if (error instanceof TypeError || (error instanceof TRPCClientError && !error.data)) {
    return new UserError('BAD_REQUEST', {
      en: `No runner answers at ${origin}; start one with "heed serve" or check the address.`,
      zh: `${origin} 没有运行器应答；请运行“heed serve”或检查地址。`,
    });
  }
  if (!(error instanceof TRPCClientError)) return error;
  const { problems } = error.data as { problems?: Problem[] };
  if (problems?.length) return new GraphError(problems);
  return new UserError('BAD_REQUEST', { en: error.message, zh: error.message });
}
