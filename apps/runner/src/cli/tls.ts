import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { UserError } from '../errors.ts';

/** A certificate with its key, as PEM text. */
export interface Tls {
  cert: string;
  key: string;
}

/** Reads both files; undefined where neither is named. Throws BAD_REQUEST for one alone, or one that cannot be read. */
export function readTls({ cert, key }: { cert?: string; key?: string }): Tls | undefined {
  if (cert === undefined && key === undefined) return undefined;
  if (cert === undefined || key === undefined)
    throw new UserError('BAD_REQUEST', {
      en: 'TLS needs both --cert and --key.',
      zh: 'TLS 需要同时提供 --cert 和 --key。',
    });
  return { cert: readPem(cert, '--cert'), key: readPem(key, '--key') };
}

function readPem(file: string, option: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const reason = (error as Error).message;
    throw new UserError('BAD_REQUEST', {
      en: `The file ${resolve(file)} of ${option} cannot be read (${reason}); check the path.`,
      zh: `无法读取 ${option} 的文件 ${resolve(file)}（${reason}）；请检查路径。`,
    });
  }
}
