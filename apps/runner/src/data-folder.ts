import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { takeLock } from './db/lock.ts';
import { UserError } from './errors.ts';

const holderSchema = z.object({
  pid: z.int(),
  /** Where it serves, and the secret that lets the command line in. */
  url: z.string().optional(),
  token: z.string().optional(),
});
/** The process that works on a data folder. */
export type Holder = z.infer<typeof holderSchema>;

export interface DataFolder {
  path: string;
  /** Lets others on this machine know who holds the folder. */
  announce(holder: Holder): void;
  release(): void;
}

function holderFile(folder: string): string {
  return join(resolve(folder), 'runner.json');
}

/** Who holds a data folder, as it said itself; undefined where nobody does. */
export function readHolder(folder: string): Holder | undefined {
  try {
    return holderSchema.parse(JSON.parse(readFileSync(holderFile(folder), 'utf8')));
  } catch {
    return undefined;
  }
}

/** Takes a data folder for this process alone. Throws CONFLICT naming the process that holds it. */
export function takeDataFolder(folder: string): DataFolder {
  const path = resolve(folder);
  mkdirSync(path, { recursive: true, mode: 0o700 });
  const release = takeLock(join(path, 'lock.db'));
  if (!release) throw folderTaken(path, readHolder(path));
  const announce = (holder: Holder) =>
    writeFileSync(holderFile(path), JSON.stringify(holder), { mode: 0o600 });
  announce({ pid: process.pid });
  return {
    path,
    announce,
    release() {
      rmSync(holderFile(path), { force: true });
      release();
    },
  };
}

function folderTaken(path: string, holder: Holder | undefined): UserError {
  const pid = holder?.pid ?? '?';
  const [en, zh] = holder?.url
    ? [
        ` and serves ${holder.url}; use --runner ${holder.url}`,
        `，并在 ${holder.url} 提供服务；请使用 --runner ${holder.url}`,
      ]
    : ['; wait for it to end', '；请等待其结束'];
  return new UserError('CONFLICT', {
    en: `Process ${pid} works on the data folder ${path}${en}, or choose another folder with --data.`,
    zh: `进程 ${pid} 正在使用数据文件夹 ${path}${zh}，或用 --data 选择其他文件夹。`,
  });
}
