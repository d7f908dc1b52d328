import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { NodeRun } from '@heed/schema';

export const run: NodeRun<{ separator: string }> = async ({ config, inputs, output }) => {
  const texts = (inputs.in ?? []).map(({ directory }) => readFile(join(directory, 'text.txt'), 'utf8'));
  await writeFile(
    join(output('out').directory, 'text.txt'),
    (await Promise.all(texts)).join(config.separator),
  );
  return {};
};
