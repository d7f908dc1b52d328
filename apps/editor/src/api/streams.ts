import type { AppRouter } from '@heed/runner/router';
import { httpSubscriptionLink, type TRPCLink } from '@trpc/client';
import { observable } from '@trpc/server/observable';
import { type OtherRunner, runnerUrl } from './runner.ts';

/** Streams of another runner: the browser's own EventSource cannot send a token, so one that can is fetched first. */
export function streamsOf(runner: OtherRunner): TRPCLink<AppRouter> {
  return (runtime) =>
    ({ op, next }) =>
      observable((observer) => {
        let stream: { unsubscribe(): void } | undefined;
        let isOver = false;
        void import('eventsource').then(({ EventSource }) => {
          if (isOver) return;
          const link = httpSubscriptionLink<AppRouter, typeof EventSource>({
            url: runnerUrl('/trpc', runner),
            EventSource,
            eventSourceOptions: { fetch: withToken(runner.token) },
          });
          stream = link(runtime)({ op, next }).subscribe(observer);
        });
        return () => {
          isOver = true;
          stream?.unsubscribe();
        };
      });
}

function withToken(token: string) {
  return (url: string | URL, init: { headers?: Record<string, string> } & object) =>
    fetch(url, {
      ...init,
      credentials: 'omit',
      headers: { ...init.headers, authorization: `Bearer ${token}` },
    });
}
