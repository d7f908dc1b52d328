import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { setTimeout as pause } from 'node:timers/promises';
import type { MediaMessage } from '@heed/labeling/judges/questions.ts';
import { type ModelEndpoint, NodeError, text } from '@heed/schema';
import { z } from 'zod';

/** A reply longer than this is no judgement. */
const MOST_BYTES = 1024 * 1024;
const TRIES = 6;
const LONGEST_WAIT_MS = 60_000;

/** How an endpoint is called. */
export interface ChatOptions {
  model: string;
  /** For one reply, from sending to its last byte. */
  timeoutMs: number;
  signal: AbortSignal;
  /** Before the second try; doubled before each further one. */
  firstWaitMs?: number;
  onRetry?(reason: string): void;
}

const replySchema = z.object({
  choices: z.array(z.object({ message: z.object({ content: z.string().nullable() }) })).min(1),
  usage: z.object({ total_tokens: z.number() }).optional(),
});

/** What a model replied, and the tokens that the endpoint counted. */
export interface ChatReply {
  content: string;
  tokens: number;
}

type Answer = { status: number; headers: Record<string, unknown>; body: string };

/** An error after which another try may go well; `waitMs` where the endpoint says when. */
class Passing extends Error {
  readonly waitMs: number | undefined;
  constructor(message: string, waitMs?: number) {
    super(message);
    this.waitMs = waitMs;
  }
}

/**
 * Asks an OpenAI-compatible endpoint for one reply, at temperature 0 and as JSON by a schema where it knows how. Tries
 * again after a lost connection, a timeout, 408, 429 and 5xx, as `Retry-After` says or after doubling waits. Redirects
 * are not followed: only the address that was registered is called. Throws a `NodeError`.
 */
export async function chat(
  endpoint: ModelEndpoint,
  messages: readonly MediaMessage[],
  schema: Record<string, unknown>,
  options: ChatOptions,
): Promise<ChatReply> {
  const { signal, firstWaitMs = 1000, onRetry } = options;
  const formats = [
    { type: 'json_schema', json_schema: { name: 'judgement', strict: true, schema } },
    { type: 'json_object' },
    undefined,
  ];
  let format = 0;
  for (let attempt = 1; ; ) {
    signal.throwIfAborted();
    const body = { model: options.model, messages, temperature: 0, response_format: formats[format] };
    try {
      const answer = await send(endpoint, JSON.stringify(body), options);
      // not every server knows this way to ask for JSON
      if (answer.status === 400 && format + 1 < formats.length) {
        format++;
        continue;
      }
      return readReply(endpoint, answer);
    } catch (error) {
      signal.throwIfAborted();
      if (!(error instanceof Passing)) throw error;
      if (attempt === TRIES) throw gaveUp(endpoint, error.message);
      onRetry?.(error.message);
      const wait = error.waitMs ?? firstWaitMs * 2 ** (attempt - 1) * (0.75 + Math.random() / 2);
      await pause(Math.min(wait, LONGEST_WAIT_MS), undefined, { signal });
      attempt++;
    }
  }
}

function readReply(endpoint: ModelEndpoint, { status, headers, body }: Answer): ChatReply {
  if (status === 408 || status === 429 || status >= 500)
    throw new Passing(`status ${status}`, waitOf(headers['retry-after']));
  if (status < 200 || status >= 300) throw refused(endpoint, status, body);
  const parsed = replySchema.safeParse(parseJson(body));
  if (!parsed.success) throw new Passing('a reply that is no chat completion');
  const { choices, usage } = parsed.data;
  return { content: choices[0]?.message.content ?? '', tokens: usage?.total_tokens ?? 0 };
}

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

/** Milliseconds that a `Retry-After` of seconds or of a date asks for. */
function waitOf(value: unknown): number | undefined {
  if (typeof value !== 'string') return undefined;
  const seconds = /^\d+$/.test(value) ? Number(value) : (Date.parse(value) - Date.now()) / 1000;
  return Number.isFinite(seconds) ? Math.max(0, seconds * 1000) : undefined;
}

function send({ url, key }: ModelEndpoint, body: string, options: ChatOptions): Promise<Answer> {
  const target = new URL(`${url.replace(/\/$/, '')}/chat/completions`);
  const request = target.protocol === 'https:' ? requestHttps : requestHttp;
  const deadline = AbortSignal.timeout(options.timeoutMs);
  const signal = AbortSignal.any([options.signal, deadline]);
  const headers = {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
    ...(key && { authorization: `Bearer ${key}` }),
  };
  return new Promise((resolve, reject) => {
    const failed = (error: Error) => {
      if (deadline.aborted) reject(new Passing(`no reply within ${options.timeoutMs / 1000} s`));
      else reject(options.signal.aborted ? error : new Passing(error.message));
    };
    const asked = request(target, { method: 'POST', headers, signal }, (answer) => {
      const pieces: Buffer[] = [];
      let size = 0;
      answer.on('error', failed);
      answer.on('data', (piece: Buffer) => {
        size += piece.length;
        if (size > MOST_BYTES) answer.destroy(new Error(`a reply over ${MOST_BYTES / 1024 / 1024} MB`));
        else pieces.push(piece);
      });
      answer.on('end', () =>
        resolve({
          status: answer.statusCode ?? 0,
          headers: answer.headers,
          body: Buffer.concat(pieces).toString('utf8'),
        }),
      );
    });
    asked.on('error', failed);
    asked.end(body);
  });
}

/** What an endpoint says of a refusal, short enough for a sentence and without the key. */
function detailOf({ key }: ModelEndpoint, body: string): string {
  const parsed = z.object({ error: z.object({ message: z.string() }) }).safeParse(parseJson(body));
  const said = (parsed.success ? parsed.data.error.message : body)
    .replaceAll(/\s+/g, ' ')
    .trim()
    .slice(0, 200);
  return key ? said.replaceAll(key, '…') : said;
}

function refused(endpoint: ModelEndpoint, status: number, body: string): NodeError {
  const detail = detailOf(endpoint, body);
  const hint =
    status === 401 || status === 403
      ? text('an owner can set its key anew', '可由所有者重新设置其密钥')
      : text('check the name of the model and the address', '请检查模型名称与地址');
  const said = detail ? `: ${detail}` : '';
  return new NodeError(
    text(
      `The endpoint "${endpoint.name}" refused the request with status ${status}${said}; ${hint.en}.`,
      `端点“${endpoint.name}”以状态 ${status} 拒绝了请求${said}；${hint.zh}。`,
    ),
  );
}

function gaveUp({ name }: ModelEndpoint, reason: string): NodeError {
  return new NodeError(
    text(
      `The endpoint "${name}" gave no usable reply in ${TRIES} tries, the last one ended with: ${reason}; see whether it serves, then run again: answers so far are kept.`,
      `端点“${name}”尝试 ${TRIES} 次后仍无可用答复，最后一次的原因：${reason}；请确认其正常服务后重新运行，已有的回答会保留。`,
    ),
  );
}
