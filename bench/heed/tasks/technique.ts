import type { Technique } from '../../harness/technique.ts';
import { nextRound } from '../gate.ts';
import type { Job } from '../job.ts';

/** The work of a technique's file in `cases/`, done one way. */
export async function run(job: Job): Promise<void> {
  if (job.technique === undefined || job.way === undefined)
    throw new Error('A job of the task "technique" must name a technique and a way.');
  const { technique } = (await import(`../../cases/${job.technique}.ts`)) as { technique: Technique };
  const opened = performance.now();
  const work = await technique.open(job, job.way);
  const opening = (performance.now() - opened) / 1000;
  let goOn = true;
  while (goOn) {
    const started = performance.now();
    const result = await work();
    goOn = nextRound({ seconds: (performance.now() - started) / 1000, opening, result });
  }
}
