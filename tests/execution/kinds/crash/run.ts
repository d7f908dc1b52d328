import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { NodeRun } from '@heed/schema';

export const run: NodeRun<{ times: number; counter: string }> = async ({ config, output, resolveFile }) => {
  const counter = resolveFile(config.counter);
  appendFileSync(counter, 'x');
  writeFileSync(join(output('out').directory, 'text.txt'), 'survived');
  if (readFileSync(counter, 'utf8').length <= config.times) process.kill(process.pid, 'SIGKILL');
  return {};
};
