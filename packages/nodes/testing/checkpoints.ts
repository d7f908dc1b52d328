import { mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Checkpoints } from '@heed/schema';

/** Checkpoints of a node under test; given to several attempts, the later ones go on from the earlier ones. */
export class TestCheckpoints implements Checkpoints {
  readonly #folder: string;
  readonly #isDue: (asked: number) => boolean;
  #asked = 0;
  /** Checkpoints written so far. */
  saves = 0;

  /** `isDue` is told how often it was asked, from 1; by default it is never time to save. */
  constructor(folder: string, isDue: (asked: number) => boolean = () => false) {
    this.#folder = folder;
    this.#isDue = isDue;
  }

  due(): boolean {
    this.#asked++;
    return this.#isDue(this.#asked);
  }

  async resume(): Promise<string | undefined> {
    return this.saves > 0 ? join(this.#folder, String(this.saves)) : undefined;
  }

  async save(write: (directory: string) => Promise<void>): Promise<void> {
    const unfinished = join(this.#folder, 'unfinished');
    await mkdir(unfinished, { recursive: true });
    await write(unfinished);
    await rename(unfinished, join(this.#folder, String(this.saves + 1)));
    this.saves++;
    await rm(this.shown, { recursive: true, force: true });
  }

  /** What people read while the node works. */
  get shown(): string {
    return join(this.#folder, 'shown');
  }

  async show(write: (directory: string) => Promise<void>): Promise<void> {
    await rm(this.shown, { recursive: true, force: true });
    await mkdir(this.shown, { recursive: true });
    await write(this.shown);
  }
}
