import type { AppRouter } from '@heed/runner/router';
import type { Localized } from '@heed/schema';
import { QueryClient } from '@tanstack/react-query';
import {
  createTRPCClient,
  httpBatchLink,
  httpSubscriptionLink,
  splitLink,
  TRPCClientError,
} from '@trpc/client';
import { createTRPCOptionsProxy } from '@trpc/tanstack-react-query';
import { Connection } from './connection.ts';
import { LocalizedError } from './LocalizedError.ts';
import { type OtherRunner, otherRunner, runnerFetch, runnerUrl } from './runner.ts';
import { streamsOf } from './streams.ts';

/** Beyond this, proxies start to refuse a URL; longer batches are split. */
const MAX_URL_LENGTH = 4000;

/** One cache for the whole editor. Answers that the runner refused are not asked for again. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 2_000,
      retry: (failures, error) => failures < 2 && !isRefusal(error),
    },
  },
});

/** Whether the runner answers; when it is there again, everything on the screen is asked for anew. */
export const connection = new Connection({
  probe: () =>
    fetch(runnerUrl('/healthz'), { mode: 'no-cors', cache: 'no-store' }).then(
      () => true,
      () => false,
    ),
  onReturn: () => void queryClient.invalidateQueries(),
});

/** Headers of a runner's token; the runner that served the page knows its browser by a cookie. */
function tokenOf(runner: OtherRunner | undefined): { authorization?: string } {
  return runner ? { authorization: `Bearer ${runner.token}` } : {};
}

/** A client of a runner. `heard` is told of each request whether an answer came. */
export function createApi(runner: OtherRunner | undefined, heard?: (isUp: boolean) => void) {
  const listen: typeof fetch = async (input, init) => {
    try {
      const answer = await fetch(input, init);
      heard?.(true);
      return answer;
    } catch (error) {
      if (!init?.signal?.aborted) heard?.(false);
      throw error;
    }
  };
  const url = runnerUrl('/trpc', runner);
  return createTRPCClient<AppRouter>({
    links: [
      splitLink({
        condition: (operation) => operation.type === 'subscription',
        true: runner ? streamsOf(runner) : httpSubscriptionLink({ url }),
        false: httpBatchLink({ url, maxURLLength: MAX_URL_LENGTH, headers: tokenOf(runner), fetch: listen }),
      }),
    ],
  });
}

/** Plain calls: `await api.graphs.get.query({ id })`. Subscriptions resume by themselves after a lost line. */
export const api = createApi(otherRunner, (isUp) => connection.report(isUp));

/** Options for TanStack Query: `useQuery(trpc.graphs.list.queryOptions())`. */
export const trpc = createTRPCOptionsProxy<AppRouter>({ client: api, queryClient });

/** The tRPC code of an error that the runner answered with, e.g. `CONFLICT`; undefined when it did not answer. */
export function refusalCode(error: unknown): string | undefined {
  if (!(error instanceof TRPCClientError)) return undefined;
  const code = (error.data as { code?: unknown } | null | undefined)?.code;
  return typeof code === 'string' ? code : undefined;
}

/** Did the runner answer, and refuse? Then asking again gives the same answer. */
export function isRefusal(error: unknown): boolean {
  return refusalCode(error) !== undefined && refusalCode(error) !== 'INTERNAL_SERVER_ERROR';
}

/** A key of its own for each intended action, so that a repeated request acts once. */
export function idempotencyKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('');
}

/** Stores a file at the runner and gives the path that a node's config may name. Throws with one sentence. */
export async function uploadFile(file: File): Promise<string> {
  const response = await runnerFetch(`/uploads?name=${encodeURIComponent(file.name)}`, {
    method: 'POST',
    body: file,
    headers: { 'content-type': 'application/octet-stream', accept: 'application/json' },
  });
  const answer: { path: string } | Localized | undefined = await response.json().catch(() => undefined);
  if (response.ok && answer && 'path' in answer) return answer.path;
  if (answer && 'en' in answer) throw new LocalizedError(answer);
  throw new Error(`${response.status} ${response.statusText}`);
}
