import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { NodeRun } from '@heed/schema';

export const run: NodeRun<{ counter: string }> = async ({ config, output, resolveFile }) => {
  const counter = resolveFile(config.counter);
  appendFileSync(counter, 'x');
  if (readFileSync(counter, 'utf8').length === 1) process.kill(process.pid, 'SIGSTOP');
  writeFileSync(join(output('out').directory, 'text.txt'), 'awake');
  return {};
};
