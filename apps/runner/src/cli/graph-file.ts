import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { type Graph, parseGraphText } from '@heed/schema';
import { UserError } from '../errors.ts';
import { environmentLanguage } from './language.ts';

/** Reads a graph file in the language of the terminal. Throws a `GraphError` for what is wrong in it, a `UserError` where it cannot be read. */
export function readGraphFile(file: string): Graph {
  return parseGraphText(readText(file), file, environmentLanguage());
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const isMissing = (error as NodeJS.ErrnoException).code === 'ENOENT';
    const [en, zh] = isMissing ? ['does not exist', '不存在'] : ['cannot be read', '无法读取'];
    throw new UserError('NOT_FOUND', {
      en: `The graph file ${resolve(file)} ${en}; check the path.`,
      zh: `图文件 ${resolve(file)} ${zh}；请检查路径。`,
    });
  }
}
