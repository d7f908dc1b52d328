import { text } from '@heed/schema';
import { UserError } from '../errors.ts';

const causes: Record<string, { en: string; zh: string }> = {
  EEXIST: text('a file has this name', '已有同名文件'),
  ENOTDIR: text('a part of this path is a file, not a folder', '路径中有一部分是文件而不是文件夹'),
  EACCES: text('you may not write there', '没有写入权限'),
  EPERM: text('you may not write there', '没有写入权限'),
  EROFS: text('this disk can only be read', '该磁盘为只读'),
};

/** What the system said of a place that cannot be written as a sentence; any other error as it is. */
export function asSentence(error: unknown): unknown {
  if (!(error instanceof Error) || !('code' in error) || !('path' in error)) return error;
  const cause = causes[String(error.code)];
  if (!cause) return error;
  return new UserError('BAD_REQUEST', {
    en: `${error.path} cannot be written: ${cause.en}; name another folder.`,
    zh: `无法写入 ${error.path}：${cause.zh}；请指定其他文件夹。`,
  });
}
