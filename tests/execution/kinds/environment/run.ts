import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { NodeRun } from '@heed/schema';

export const run: NodeRun<object> = async ({ output }) => {
  await writeFile(join(output('out').directory, 'text.txt'), Object.keys(process.env).join(' '));
  return {};
};
