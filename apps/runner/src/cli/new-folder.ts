import { readdir } from 'node:fs/promises';
import { resolve } from 'node:path';
import { UserError } from '../errors.ts';

/** Throws CONFLICT where a folder that is to be filled has something in it, or is no folder. */
export async function refuseFilled(target: string): Promise<void> {
  const entries = await readdir(target).catch((error: NodeJS.ErrnoException) => error.code);
  if (entries === 'ENOTDIR')
    throw new UserError('CONFLICT', {
      en: `${resolve(target)} is a file, not a folder; name a new folder.`,
      zh: `${resolve(target)} 是文件，不是文件夹；请指定新的文件夹。`,
    });
  if (!Array.isArray(entries) || entries.length === 0) return;
  throw new UserError('CONFLICT', {
    en: `The folder ${resolve(target)} is not empty; name a new one.`,
    zh: `文件夹 ${resolve(target)} 不为空；请指定新的文件夹。`,
  });
}
