import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { NodeRun } from '@heed/schema';

export const run: NodeRun<{ number: number }> = async ({ config, output }) => {
  writeFileSync(join(output('out').directory, 'number.txt'), String(config.number));
  return {};
};
