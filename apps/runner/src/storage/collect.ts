import { randomUUID } from 'node:crypto';
import { mkdirSync, renameSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { inArray, sql } from 'drizzle-orm';
import type { CollectWish } from '../api/inputs.ts';
import type { Collected } from '../api/views.ts';
import { type Database, transact } from '../db/open.ts';
import { artifacts, runs } from '../db/tables.ts';
import { UserError } from '../errors.ts';
import type { CheckpointFolders } from '../execution/checkpoints.ts';
import { type Amount, amountIn, bytesBelow, namesIn, nothing, statOf } from './folders.ts';
import {
  isAboutToRefer,
  type Leaving,
  referencedUploads,
  runsToLeave,
  type StoredArtifact,
  unreferenced,
} from './references.ts';

export interface StorageParts {
  db: Database;
  dataFolder: string;
  checkpoints: CheckpointFolders;
  /** Takes a folder out of its place at once; tests end here as by a power cut. */
  moveAway?(from: string, to: string): void;
}

const DAY_MS = 24 * 3600 * 1000;
/** A file that was just uploaded may stand in edits that are not saved yet. */
const UPLOAD_KEPT_MS = 7 * DAY_MS;
/** Artifacts taken out in one transaction. */
const BATCH = 50;
const PATIENCE_MS = 30_000;

/**
 * Deletes what nothing refers to: artifacts that only the cache knows, uploads that no graph and no run names, and
 * checkpoints of work that is done. Runs are deleted first where the wish says so. Each step leaves a data folder in
 * which everything that is referred to is there, wherever the power fails.
 */
export async function collect(parts: StorageParts, wish: CollectWish): Promise<Collected> {
  const { db } = parts;
  const endedBefore = wish.olderThanDays === undefined ? undefined : Date.now() - wish.olderThanDays * DAY_MS;
  const leaving = runsToLeave(db, { keepLast: wish.keepLast, endedBefore });
  if (wish.dryRun) return foresee(parts, leaving);
  if (leaving.length) {
    const change = { removedAt: Date.now() };
    transact(db, () => {
      for (const id of leaving) db.update(runs).set(change).where(sql`${runs.id} = ${id}`).run();
    });
  }
  return {
    runs: leaving.length,
    artifacts: await collectArtifacts(parts),
    uploads: await collectUploads(parts),
    checkpoints: await collectCheckpoints(parts),
  };
}

async function foresee(parts: StorageParts, leaving: Leaving): Promise<Collected> {
  const { db, dataFolder, checkpoints } = parts;
  const uploads = await amountOf(join(dataFolder, 'uploads'), idleUploads(parts, leaving));
  const done = await amountOf(join(dataFolder, 'checkpoints'), checkpoints.unneeded(db));
  return {
    runs: leaving.length,
    artifacts: sumOf(unreferenced(db, leaving)),
    uploads,
    checkpoints: done,
  };
}

function sumOf(found: readonly StoredArtifact[]): Amount {
  return { count: found.length, bytes: found.reduce((sum, { bytes }) => sum + bytes, 0) };
}

async function amountOf(folder: string, names: readonly string[]): Promise<Amount> {
  const sizes = await Promise.all(names.map((name) => bytesBelow(join(folder, name))));
  return { count: names.length, bytes: sizes.reduce((sum, bytes) => sum + bytes, 0) };
}

async function collectArtifacts(parts: StorageParts): Promise<Amount> {
  let taken = nothing;
  for (;;) {
    await untilQuiet(parts.db);
    const batch = takeBatch(parts);
    if (batch.length === 0) return taken;
    for (const { place } of batch) await rm(place, { recursive: true, force: true });
    const { count, bytes } = sumOf(batch);
    taken = { count: taken.count + count, bytes: taken.bytes + bytes };
  }
}

/** Nodes are at the cache or publish for moments only; a machine that never rests makes the collection give up. */
async function untilQuiet(db: Database): Promise<void> {
  const until = Date.now() + PATIENCE_MS;
  while (isAboutToRefer(db)) {
    if (Date.now() > until) throw neverQuiet();
    await pause(20);
  }
}

function neverQuiet(): UserError {
  return new UserError('CONFLICT', {
    en: 'Runs are publishing without a pause, so nothing more was removed; collect again when they are over.',
    zh: '有运行正在不间断地发布产物，因此未再删除内容；请在其结束后重试。',
  });
}

/**
 * In one go, so that no node comes in between: first the rows are gone, with what the cache knows of them, then the
 * folders leave their places. A power cut after the transaction leaves folders that no row names; the next start
 * removes those.
 */
function takeBatch({ db, dataFolder, moveAway = renameSync }: StorageParts) {
  const batch = transact(db, () => {
    if (isAboutToRefer(db)) return [];
    const found = unreferenced(db).slice(0, BATCH);
    const ids = found.map(({ id }) => id);
    const gone = JSON.stringify(ids);
    db.run(sql`DELETE FROM cache WHERE EXISTS (
      SELECT 1 FROM json_each(cache.outputs) AS output
      WHERE output.value IN (SELECT value FROM json_each(${gone})))`);
    if (ids.length) db.delete(artifacts).where(inArray(artifacts.id, ids)).run();
    return found;
  });
  const staging = join(dataFolder, 'staging');
  mkdirSync(staging, { recursive: true });
  return batch.map((artifact) => {
    const place = join(staging, `gone-${artifact.id}`);
    const from = join(dataFolder, 'artifacts', artifact.id);
    if (statOf(from)) moveAway(from, place);
    return { ...artifact, place };
  });
}

/** Names of uploads that no graph and no run names, once they are a week old. */
function idleUploads({ db, dataFolder }: StorageParts, leaving: Leaving = []): string[] {
  const wanted = referencedUploads(db, leaving);
  const folder = join(dataFolder, 'uploads');
  const isOld = (name: string) => Date.now() - (statOf(join(folder, name))?.mtimeMs ?? 0) > UPLOAD_KEPT_MS;
  return namesIn(folder).filter((name) => !wanted.has(name) && isOld(name));
}

async function collectUploads(parts: StorageParts): Promise<Amount> {
  const { dataFolder, moveAway = renameSync } = parts;
  const places = idleUploads(parts).map((name) => {
    const place = join(dataFolder, 'staging', `gone-${randomUUID()}`);
    moveAway(join(dataFolder, 'uploads', name), place);
    return place;
  });
  let bytes = 0;
  for (const place of places) {
    bytes += await bytesBelow(place);
    await rm(place, { recursive: true, force: true });
  }
  return { count: places.length, bytes };
}

async function collectCheckpoints({ db, dataFolder, checkpoints }: StorageParts): Promise<Amount> {
  const folder = join(dataFolder, 'checkpoints');
  const before = await amountIn(folder);
  await checkpoints.tidy(db);
  const after = await amountIn(folder);
  return { count: Math.max(0, before.count - after.count), bytes: Math.max(0, before.bytes - after.bytes) };
}
