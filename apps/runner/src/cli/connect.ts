import { GraphError, type Problem } from '@heed/schema';
import { createTRPCClient, httpLink, httpSubscriptionLink, splitLink, TRPCClientError } from '@trpc/client';
import { EventSource } from 'eventsource';
import { z } from 'zod';
import type { AppRouter } from '../api/router.ts';
import { readHolder } from '../data-folder.ts';
import { UserError } from '../errors.ts';

export type Headers = Record<string, string>;

export interface ConnectOptions {
  /** The runner's URL, or a link that it printed. */
  runner: string;
  /** Data folder of this machine, where the runner may have left its secret. */
  data: string;
  /** Else `HEED_TOKEN` of the environment. */
  token?: string;
}

export type Api = ReturnType<typeof makeApi>;

/** A runner behind a URL that has let us in. */
export interface Connection {
  origin: string;
  headers: Headers;
  api: Api;
  /** Does it serve the data folder of this machine? */
  isHere: boolean;
  /** Calls once; what the runner answers, or its silence, becomes an error of this side. */
  ask<Result>(call: () => Promise<Result>): Promise<Result>;
}

function makeApi(url: string, headers: Headers) {
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

/** Throws where the runner cannot be reached or does not let us in. */
export async function connect(options: ConnectOptions): Promise<Connection> {
  const address = parseAddress(options.runner);
  const { origin } = address;
  const holder = readHolder(options.data);
  const isHere = holder?.url !== undefined && new URL(holder.url).origin === origin;
  const ask = async <Result>(call: () => Promise<Result>) => {
    try {
      return await call();
    } catch (error) {
      throw translate(error, origin);
    }
  };
  const headers = await ask(() => headersFor(address, options, isHere ? holder?.token : undefined));
  const api = makeApi(origin, headers);
  await ask(() => introduce(origin, headers));
  return { origin, headers, api, isHere, ask };
}

/** Throws where the runner does not know us, with its own sentence where it has one. */
async function introduce(origin: string, headers: Headers): Promise<void> {
  const answer = await fetch(`${origin}/trpc/access.me`, { headers });
  if (answer.status === 429) throw busy(origin);
  if (answer.status === 401) throw whoAreYou(origin);
  const text = await answer.text();
  if (!answer.ok) throw new HttpError(answer.status, text);
  const { data } = meSchema.safeParse(parseJson(text));
  if (!data) throw notHeed(origin);
  if (data.result.data.role === 'nobody') throw whoAreYou(origin);
}

const meSchema = z.object({ result: z.object({ data: z.object({ role: z.string() }) }) });

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function notHeed(origin: string): UserError {
  return new UserError('BAD_REQUEST', {
    en: `What answers at ${origin} is not a Heed runner; check the address.`,
    zh: `${origin} 的应答者不是 Heed 运行器；请检查地址。`,
  });
}

/** How to be let in: a token, a link's one-time token, or the secret in the data folder of the same machine. */
async function headersFor(address: URL, options: ConnectOptions, secret?: string): Promise<Headers> {
  const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
  if (options.token) return bearer(options.token);
  if (address.searchParams.has('token')) {
    const answer = await fetch(address, { redirect: 'manual' });
    const cookie = answer.headers.getSetCookie()[0]?.split(';')[0];
    if (cookie) return { cookie };
  }
  const { HEED_TOKEN: token = secret } = process.env;
  if (token) return bearer(token);
  throw whoAreYou(address.origin);
}

function whoAreYou(origin: string): UserError {
  return new UserError('UNAUTHORIZED', {
    en: `${origin} asks who you are; give --token (or HEED_TOKEN) a token that "heed access token" made there, give --runner the link that "heed serve" printed, or --data its data folder.`,
    zh: `${origin} 需要验证身份；请用 --token（或 HEED_TOKEN）提供在那里由“heed access token”生成的令牌，或将“heed serve”显示的链接交给 --runner，或用 --data 指定其数据文件夹。`,
  });
}

function parseAddress(url: string): URL {
  if (URL.canParse(url) && /^https?:$/.test(new URL(url).protocol)) return new URL(url);
  throw new UserError('BAD_REQUEST', {
    en: `--runner takes a URL such as http://127.0.0.1:4330, not "${url}".`,
    zh: `--runner 需要一个 URL，例如 http://127.0.0.1:4330，而不是“${url}”。`,
  });
}

/** An answer of the runner that was none of the API's. */
export class HttpError extends Error {
  readonly status: number;
  constructor(status: number, message: string) {
    super(message.trim() || `The runner answered with status ${status}.`);
    this.name = 'HttpError';
    this.status = status;
  }
}

/** Did the runner not answer, or a proxy before it say that it does not? Then it may answer later. */
export function isOutage(error: unknown): boolean {
  if (error instanceof HttpError) return [502, 503, 504].includes(error.status);
  if (!(error instanceof TRPCClientError)) return error instanceof TypeError || isCut(error);
  const status = (error.meta?.response as { status?: number } | undefined)?.status;
  return !error.data && (status === undefined || status >= 502 || status === 200);
}

/** Did the connection end in the middle of an answer? */
function isCut(error: unknown): boolean {
  const { code = '', cause } = error as { code?: string; cause?: unknown };
  return /^(ECONN|EPIPE|UND_ERR|ERR_STREAM_PREMATURE)/.test(code) || (cause !== undefined && isCut(cause));
}

function translate(error: unknown, origin: string): unknown {
  if (isOutage(error))
    return new UserError('BAD_REQUEST', {
      en: `No runner answers at ${origin}; start one with "heed serve" or check the address.`,
      zh: `${origin} 没有运行器应答；请运行“heed serve”或检查地址。`,
    });
  if (!(error instanceof TRPCClientError)) return error;
  const { problems, localized } = (error.data ?? {}) as {
    problems?: Problem[];
    localized?: UserError['localized'];
  };
  if (problems?.length) return new GraphError(problems);
  return new UserError('BAD_REQUEST', localized ?? { en: error.message, zh: error.message });
}

function busy(origin: string): UserError {
  return new UserError('BAD_REQUEST', {
    en: `${origin} takes no more tries from this address for a minute, after too many wrong tokens or requests.`,
    zh: `${origin} 收到来自此地址的错误令牌或请求过多，一分钟内不再接受尝试。`,
  });
}
