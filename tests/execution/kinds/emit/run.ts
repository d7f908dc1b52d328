import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { NodeError, type NodeRun } from '@heed/schema';

export const run: NodeRun<{ text: string; file: string }> = async ({ config, output, resolveFile, seed }) => {
  const file = config.file && resolveFile(config.file);
  if (file && !existsSync(file)) {
    throw new NodeError({
      en: `The file ${file} does not exist; check the path.`,
      zh: `文件 ${file} 不存在。`,
    });
  }
  const text = file ? await readFile(file, 'utf8') : config.text;
  const out = output('out');
  await writeFile(join(out.directory, 'text.txt'), `${text} ${seed}`);
  out.describe({
    facts: { modality: 'text' },
    summary: [{ title: { en: 'Letters', zh: '字数' }, value: text.length }],
  });
  return { length: text.length };
};
