import type { RunEvent } from '@heed/schema';
import { type Api, isOutage } from './connect.ts';
import type { Patience } from './patience.ts';
import { Queue } from './queue.ts';

/** Stands for a connection that ended before the run. */
class Cut extends TypeError {}

/** Every event of a run once, oldest first, over as many connections as it takes. */
export async function* followEvents(
  api: Api,
  run: string,
  signal: AbortSignal,
  patience: Patience,
): AsyncGenerator<RunEvent> {
  let last = 0;
  while (!signal.aborted) {
    const queue = new Queue<RunEvent>();
    const subscription = subscribe(api, run, last, queue);
    const stop = () => queue.end();
    signal.addEventListener('abort', stop, { once: true });
    try {
      for await (const event of queue) {
        patience.back();
        if (event.seq <= last) continue;
        last = event.seq;
        yield event;
      }
      return;
    } catch (error) {
      if (!isOutage(error)) throw error;
      await patience.wait(signal);
    } finally {
      signal.removeEventListener('abort', stop);
      subscription.unsubscribe();
    }
  }
}

function subscribe(api: Api, run: string, last: number, queue: Queue<RunEvent>) {
  return api.runs.events.subscribe(
    { run, lastEventId: last ? String(last) : null },
    {
      onData: ({ data }) => queue.push(data as RunEvent),
      onComplete: () => queue.end(),
      onError: (error) => queue.fail(error),
      onConnectionStateChange: ({ state, error }) => {
        if (state === 'connecting' && error) queue.fail(new Cut('The connection was cut.'));
      },
    },
  );
}
