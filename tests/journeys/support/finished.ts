import { configured, tiny, weather } from './graphs.ts';
import { preparedFolder } from './prepared.ts';
import { Served } from './served.ts';

interface Made {
  graph: string;
  run: string;
}

/** A server whose only pipeline, the tiny weather template, has been run to its end. */
export interface Finished extends AsyncDisposable, Made {
  served: Served;
}

/** Starts a server that has a finished run, for tests of what is done with one. */
export async function startFinished(...options: string[]): Promise<Finished> {
  const { data, about } = await finishedFolder();
  const served = await Served.startFrom(data, ...options);
  return { served, ...about, [Symbol.asyncDispose]: () => served[Symbol.asyncDispose]() };
}

/** The data folder of a finished run, to be copied. */
export function finishedFolder(): Promise<{ data: string; about: Made }> {
  return preparedFolder('finished', async () => {
    const served = await Served.start();
    const graph = await served.create(configured(weather(), tiny));
    const { id: run } = await served.api.runs.start.mutate({ graphId: graph, idempotencyKey: 'finished' });
    await served.untilRun(run, 'succeeded');
    return { served, about: { graph, run } };
  });
}
