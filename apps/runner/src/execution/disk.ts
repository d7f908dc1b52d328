import { rmSync, statfsSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Localized } from '@heed/schema';
import { isDiskFull } from '../worker/disk-full.ts';

/** Room that the database may take when the disk is full, to say so and to stop in good order. */
const RESERVE_BYTES = 4 * 2 ** 20;
/** Free room from which work goes on; on a small disk a quarter of it. */
const ENOUGH_BYTES = 256 * 2 ** 20;

/** Why a run is paused. */
export function diskFullSentence(folder: string): Localized {
  return {
    en: `Paused: disk full. ${folder} cannot be written; make room there (${ENOUGH_BYTES / 2 ** 20} MB at least) and the run goes on by itself.`,
    zh: `已暂停：磁盘已满。无法写入 ${folder}；请至少腾出 ${ENOUGH_BYTES / 2 ** 20} MB 空间，运行会自动继续。`,
  };
}

/** The disk under a data folder. */
export class Disk {
  readonly folder: string;
  readonly #reserve: string;

  constructor(folder: string) {
    this.folder = folder;
    this.#reserve = join(folder, 'reserve');
    this.refill();
  }

  /** Did a write of the database fail for want of room? */
  isFull(error: unknown): boolean {
    const code = (error as { code?: string } | null)?.code ?? '';
    return isDiskFull(error) || code === 'SQLITE_FULL' || code.startsWith('SQLITE_IOERR');
  }

  /** Gives up the reserve. */
  release(): void {
    rmSync(this.#reserve, { force: true });
  }

  /** Sets room aside again, where there is some. */
  refill(): void {
    try {
      if (statSync(this.#reserve, { throwIfNoEntry: false })?.size !== RESERVE_BYTES)
        writeFileSync(this.#reserve, Buffer.alloc(RESERVE_BYTES));
    } catch {
      this.release();
    }
  }

  /** Is there room enough to go on? */
  hasRoom(): boolean {
    const { bavail, bsize, blocks } = statfsSync(this.folder);
    return bavail * bsize >= Math.min(ENOUGH_BYTES, (blocks * bsize) / 4);
  }
}
