import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { NodeRun } from '@heed/schema';

export const run: NodeRun<{ at: string }> = async ({ config, nodeId, output, resolveFile, signal }) => {
  writeFileSync(resolveFile(`${nodeId}.here`), '');
  while (!existsSync(resolveFile(`${config.at}.here`))) await pause(10, undefined, { signal });
  writeFileSync(join(output('out').directory, 'text.txt'), 'met');
  return {};
};
