import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { NodeError, type NodeRun } from '@heed/schema';

export const run: NodeRun<object> = async ({ output }) => {
  await writeFile(join(output('out').directory, 'half.txt'), 'half');
  throw new NodeError({ en: 'Line 3 is not JSON; fix it.', zh: '第 3 行不是 JSON；请修正。' });
};
