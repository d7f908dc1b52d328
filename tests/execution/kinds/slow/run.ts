import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { NodeRun } from '@heed/schema';

export const run: NodeRun<{ steps: number; stepMs: number; deaf: boolean; blockMs: number }> = async (
  context,
) => {
  const { config, signal, output } = context;
  const file = join(output('out').directory, 'text.txt');
  for (let step = 1; step <= config.steps; step++) {
    await pause(config.stepMs);
    for (const end = Date.now() + config.blockMs; Date.now() < end; );
    if (!config.deaf) signal.throwIfAborted();
    await writeFile(file, `step ${step}`);
    context.metrics(step, { loss: 1 / step, broken: Number.NaN });
    context.progress(step / config.steps, `step ${step} of ${config.steps}`);
  }
  context.log('info', 'all steps done');
  return { steps: config.steps };
};
