import { constants, existsSync, readdirSync, statSync } from 'node:fs';
import { copyFile, cp, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { type Manifest, manifestSchema } from '@heed/schema';
import BetterSqlite3 from 'better-sqlite3';
import { z } from 'zod';
import { describeFile, syncToDisk } from '../artifacts/files.ts';
import { UserError } from '../errors.ts';
import { heedVersion } from '../system.ts';

const ABOUT = 'backup.json';
const DATABASE = 'heed.db';
/** Times that a backup starts again because artifacts went away meanwhile. */
const MOST_TRIES = 3;
/** So many pages that one step copies them all: the copy is of one moment, however much is written beside it. */
const ALL_PAGES = 2 ** 30;

const aboutSchema = z.object({
  format: z.literal('heed/backup'),
  version: z.literal(1),
  heed: z.string(),
  at: z.string(),
  artifacts: z.int(),
});

export interface BackupResult {
  artifacts: number;
  /** Artifacts that were not in the backup before. */
  copied: number;
  /** Bytes of those. */
  bytes: number;
}

/**
 * Copies a data folder into a new or an earlier backup folder while it is worked on: the database as of one moment, then
 * the artifacts it knows, each checked against its digests after writing; those there already are not copied again.
 */
export async function backupTo(dataFolder: string, target: string): Promise<BackupResult> {
  const [from, to] = [resolve(dataFolder), resolve(target)];
  if (!existsSync(join(from, DATABASE))) throw noData(from);
  refuseForeign(to);
  await mkdir(join(to, 'artifacts'), { recursive: true, mode: 0o700 });
  const partial = join(to, `${DATABASE}.partial`);
  for (let tries = 1; ; tries++) {
    await copyDatabase(join(from, DATABASE), partial);
    try {
      const manifests = artifactsOf(partial);
      const result = await copyArtifacts(from, to, manifests);
      await copyFolders(from, to);
      await finish(partial, to, manifests);
      return result;
    } catch (error) {
      const isGone = (error as NodeJS.ErrnoException).code === 'ENOENT';
      if (!isGone || tries === MOST_TRIES) throw error;
    }
  }
}

async function copyDatabase(from: string, to: string): Promise<void> {
  await rm(to, { force: true });
  const source = new BetterSqlite3(from, { readonly: true });
  try {
    await source.backup(to, { progress: () => ALL_PAGES });
  } finally {
    source.close();
  }
  const fault = databaseFault(to);
  if (fault) throw damaged(to, fault);
  await syncToDisk(to);
}

/** What is wrong with a database file; undefined where it is sound. */
export function databaseFault(file: string): string | undefined {
  const client = new BetterSqlite3(file, { readonly: true });
  try {
    const found = client.pragma('integrity_check(1)', { simple: true }) as string;
    if (found !== 'ok') return found;
    const [broken] = client.pragma('foreign_key_check') as { table: string; parent: string }[];
    return broken && `a row of ${broken.table} refers to a missing one of ${broken.parent}`;
  } catch (error) {
    return (error as Error).message;
  } finally {
    client.close();
  }
}

/** The artifacts that a database knows, with their manifests. */
export function artifactsOf(file: string): Map<string, Manifest> {
  const client = new BetterSqlite3(file, { readonly: true });
  try {
    const rows = client.prepare('SELECT id, manifest FROM artifacts').all() as {
      id: string;
      manifest: string;
    }[];
    return new Map(rows.map(({ id, manifest }) => [id, manifestSchema.parse(JSON.parse(manifest))]));
  } finally {
    client.close();
  }
}

async function copyArtifacts(
  from: string,
  to: string,
  manifests: ReadonlyMap<string, Manifest>,
): Promise<BackupResult> {
  const result = { artifacts: manifests.size, copied: 0, bytes: 0 };
  for (const [id, manifest] of manifests) {
    const place = join(to, 'artifacts', id);
    if (existsSync(place)) continue;
    const partial = join(to, `artifact.partial`);
    await rm(partial, { recursive: true, force: true });
    await cp(join(from, 'artifacts', id), partial, { recursive: true, mode: constants.COPYFILE_FICLONE });
    const fault = await artifactFault(partial, manifest);
    if (fault) throw damaged(partial, fault);
    await rename(partial, place);
    await syncToDisk(dirname(place));
    result.copied += 1;
    result.bytes += manifest.files.reduce((sum, { size }) => sum + size, 0);
  }
  return result;
}

/** What is wrong with an artifact's folder; undefined where every file has its digest. */
export async function artifactFault(folder: string, { files }: Manifest): Promise<string | undefined> {
  for (const { path, sha256 } of files) {
    const file = join(folder, path);
    if (!existsSync(file)) return `${path} is missing`;
    const found = await describeFile(folder, file);
    if (found.sha256 !== sha256)
      return `${path} has the digest ${found.sha256.slice(0, 12)} instead of ${sha256.slice(0, 12)}`;
  }
  return undefined;
}

/** Inputs that were uploaded stay as they are; checkpoints are those of now, and check themselves when they are read. */
async function copyFolders(from: string, to: string): Promise<void> {
  await cp(join(from, 'uploads'), join(to, 'uploads'), { recursive: true, force: false }).catch(
    ignoreMissing,
  );
  await rm(join(to, 'checkpoints'), { recursive: true, force: true });
  await cp(join(from, 'checkpoints'), join(to, 'checkpoints'), { recursive: true }).catch(ignoreMissing);
}

function ignoreMissing(error: NodeJS.ErrnoException): void {
  if (error.code !== 'ENOENT') throw error;
}

/** Puts the new database in place last, and drops artifacts that only the one before it knew. */
async function finish(partial: string, to: string, manifests: ReadonlyMap<string, Manifest>): Promise<void> {
  await rename(partial, join(to, DATABASE));
  const about = { format: 'heed/backup', version: 1, heed: heedVersion, artifacts: manifests.size };
  await writeFile(join(to, ABOUT), JSON.stringify({ ...about, at: new Date().toISOString() }));
  await syncToDisk(to);
  for (const id of readdirSync(join(to, 'artifacts')))
    if (!manifests.has(id)) await rm(join(to, 'artifacts', id), { recursive: true, force: true });
}

/** Fills a new or empty data folder from a backup, after checking all of it. Throws where something is wrong. */
export async function restoreFrom(
  backup: string,
  dataFolder: string,
): Promise<{ artifacts: number; at: string }> {
  const [from, to] = [resolve(backup), resolve(dataFolder)];
  const about = await readAbout(from);
  if (existsSync(to) && readdirSync(to).length > 0) throw notEmpty(to);
  const fault = databaseFault(join(from, DATABASE));
  if (fault) throw damaged(join(from, DATABASE), fault);
  const manifests = artifactsOf(join(from, DATABASE));
  const partial = `${to}.partial`;
  await rm(partial, { recursive: true, force: true });
  await mkdir(join(partial, 'artifacts'), { recursive: true, mode: 0o700 });
  try {
    await copyArtifacts(from, partial, manifests);
    await copyFolders(from, partial);
    await copyFile(join(from, DATABASE), join(partial, DATABASE));
    await syncToDisk(join(partial, DATABASE));
    await rm(to, { recursive: true, force: true });
    await rename(partial, to);
    await syncToDisk(dirname(to));
  } finally {
    await rm(partial, { recursive: true, force: true });
  }
  return { artifacts: manifests.size, at: about.at };
}

async function readAbout(folder: string): Promise<z.infer<typeof aboutSchema>> {
  const text = await readFile(join(folder, ABOUT), 'utf8').catch(() => '{}');
  const { data } = aboutSchema.safeParse(JSON.parse(text));
  if (data) return data;
  throw new UserError('BAD_REQUEST', {
    en: `${folder} is not a backup of Heed: its ${ABOUT} is missing or of another format; name a folder that "heed backup" wrote.`,
    zh: `${folder} 不是 Heed 的备份：其中的 ${ABOUT} 缺失或格式不同；请指定由“heed backup”写入的文件夹。`,
  });
}

function refuseForeign(target: string): void {
  const isFolder = statSync(target, { throwIfNoEntry: false })?.isDirectory() ?? true;
  const isOther = isFolder && existsSync(target) && readdirSync(target).length > 0 && !isBackup(target);
  if (!isFolder || isOther) throw notEmpty(target);
}

/** Was it written by a backup, finished or not? */
function isBackup(folder: string): boolean {
  return existsSync(join(folder, ABOUT)) || existsSync(join(folder, `${DATABASE}.partial`));
}

function noData(path: string): UserError {
  return new UserError('NOT_FOUND', {
    en: `There is no database in the data folder ${path}; name another with --data.`,
    zh: `数据文件夹 ${path} 中没有数据库；请用 --data 指定其他文件夹。`,
  });
}

function notEmpty(path: string): UserError {
  return new UserError('CONFLICT', {
    en: `${path} has something else in it; name a new folder.`,
    zh: `${path} 中已有其他内容；请指定新的文件夹。`,
  });
}

function damaged(path: string, fault: string): UserError {
  return new UserError('CONFLICT', {
    en: `${path} is damaged (${fault}); nothing was put in place. Check the disk with "heed doctor".`,
    zh: `${path} 已损坏（${fault}）；未写入任何内容。请用“heed doctor”检查磁盘。`,
  });
}
