import { GraphError, type Localized } from '@heed/schema';
import { UserError } from '../errors.ts';

/** An error as a sentence in both languages; what has only one is shown as it is in both. */
export function sentenceOf(error: unknown): Localized {
  if (error instanceof UserError) return error.localized;
  if (error instanceof GraphError && error.problems[0]) return error.problems[0].message;
  const message = error instanceof Error ? error.message : String(error);
  return { en: message, zh: message };
}

/** What a node's process left behind when it ended without a report. */
export function exitError(node: string, how?: { code: number | null; signal: string | null }): Localized {
  const cause = how?.signal ?? (how?.code == null ? '' : `exit code ${how.code}`);
  const [en, zh] = cause ? [` (${cause})`, `(${cause})`] : ['', ''];
  return {
    en: `The process of "${node}" ended before its work was done${en}; its log may say why, a lack of memory is the common cause.`,
    zh: `“${node}”的进程在完成之前结束${zh}；日志中可能有原因，最常见的是内存不足。`,
  };
}
