import type { AppRouter } from '@heed/runner/router';
import { QueryClient } from '@tanstack/react-query';
import {
  createTRPCClient,
  httpBatchLink,
  httpSubscriptionLink,
  splitLink,
  TRPCClientError,
} from '@trpc/client';
import { createTRPCOptionsProxy } from '@trpc/tanstack-react-query';

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

/** Plain calls: `await api.graphs.get.query({ id })`. Subscriptions resume by themselves after a lost line. */
export const api = createTRPCClient<AppRouter>({
  links: [
    splitLink({
      condition: (operation) => operation.type === 'subscription',
      true: httpSubscriptionLink({ url: '/trpc' }),
      false: httpBatchLink({ url: '/trpc', maxURLLength: MAX_URL_LENGTH }),
    }),
  ],
});

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
  const response = await fetch(`/uploads?name=${encodeURIComponent(file.name)}`, {
    method: 'POST',
    body: file,
    headers: { 'content-type': 'application/octet-stream' },
  });
  if (!response.ok) throw new Error((await response.text()) || `${response.status} ${response.statusText}`);
  return ((await response.json()) as { path: string }).path;
}
