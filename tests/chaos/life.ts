import { writeSync } from 'node:fs';
import { armFailpoints, type Failpoint } from '../../apps/runner/src/failpoints.ts';
import { openRunner } from '../../apps/runner/src/runner.ts';
import { training } from './training.ts';

/**
 * One life of a runner on a data folder: it goes on with the training, or starts it, and tells every event on the
 * standard output, until the run is over or the runner is killed. Whoever reads a line holds Heed to it.
 */
export interface LifeOrder {
  folder: string;
  data: string;
  /** Seq of the last event that was read. */
  after: number;
  /** Dies when it comes to this place for the nth time. */
  death?: { at: Failpoint; time: number };
}

const failpointsFile = new URL('../../apps/runner/src/failpoints.ts', import.meta.url).href;

/** A module for node processes that kills their runner at a place. */
function killerModule({ at, time }: { at: Failpoint; time: number }): string {
  const code = `
    import { armFailpoints } from ${JSON.stringify(failpointsFile)};
    let times = 0;
    armFailpoints((name) => {
      if (name === ${JSON.stringify(at)} && ++times === ${time}) process.kill(process.ppid, 'SIGKILL');
    });`;
  return `data:text/javascript,${encodeURIComponent(code)}`;
}

function tell(line: object): void {
  writeSync(1, `${JSON.stringify(line)}\n`);
}

async function live({ folder, data, after, death }: LifeOrder): Promise<void> {
  let times = 0;
  armFailpoints((name) => {
    if (name === death?.at && ++times === death.time) process.kill(process.pid, 'SIGKILL');
  });
  const load = death?.at.startsWith('checkpoint.') ? [killerModule(death)] : [];
  const runner = await openRunner({
    dataFolder: data,
    checkpointMs: 0,
    slots: 2,
    gpus: 0,
    resume: true,
    load,
  });
  const { id } = runner.startIn(folder, { graph: training, idempotencyKey: 'the-one-run' });
  tell({ run: id });
  for await (const event of runner.services.runs.events(id, after, new AbortController().signal))
    tell({ event });
  await runner.close();
}

await live(JSON.parse(process.argv[2] ?? '') as LifeOrder);
