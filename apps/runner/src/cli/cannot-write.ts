import { dirname, resolve } from 'node:path';
import { type Localized, text } from '@heed/schema';
import { UserError } from '../errors.ts';

/** The system's error of a file that could not be written as a sentence; any other error as it is. */
export function cannotWrite(out: string, error: NodeJS.ErrnoException): Error {
  const folder = dirname(resolve(out));
  const reasons: Record<string, Localized> = {
    ENOENT: text(`there is no folder ${folder}`, `没有文件夹 ${folder}`),
    ENOTDIR: text(`${folder} is not a folder`, `${folder} 不是文件夹`),
    EISDIR: text('a folder has this name', '已有同名文件夹'),
    EACCES: text(`you may not write to ${folder}`, `没有写入 ${folder} 的权限`),
    ENOSPC: text('the disk is full', '磁盘已满'),
  };
  const reason = reasons[error.code ?? ''];
  if (!reason) return error;
  return new UserError('BAD_REQUEST', {
    en: `${out} cannot be written: ${reason.en}; give another --out.`,
    zh: `无法写入 ${out}：${reason.zh}；请用 --out 指定其他位置。`,
  });
}
