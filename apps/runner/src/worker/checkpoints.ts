import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { artifactFileSchema, type Checkpoints, type Localized, text } from '@heed/schema';
import { z } from 'zod';
import { describeFile, listEntries, syncToDisk } from '../artifacts/files.ts';
import { failpoint } from '../failpoints.ts';
import { shownSchema } from './messages.ts';
import type { Outbox } from './outbox.ts';

/** Checkpoints that are kept: should the last be damaged, there is the one before it. */
const KEPT = 2;
/** The share of its time that a node may spend saving; where a save takes long, the next one waits longer. */
const MOST_TIME = 0.05;
/** Written last: without it, and unless every file is as it says, a checkpoint does not count. */
const MANIFEST = 'checkpoint.json';
/** The folder of a checkpoint with what the node wrote. */
export const CHECKPOINT_WORK = 'work';
/** What the node had shown by then. */
const SHOWN = 'shown.json';
const UNFINISHED = 'unfinished';
/** What came since the last checkpoint, for people to read. */
export const CHECKPOINT_SHOWN = 'shown';

const manifestSchema = z.object({
  format: z.literal('heed/checkpoint'),
  version: z.literal(1),
  files: z.array(artifactFileSchema),
});

export interface CheckpointOptions {
  /** The folder of this work's checkpoints: `000001`, `000002`, … */
  folder: string;
  /** Least time between two checkpoints; 0 saves after every step, however long that takes. */
  everyMs: number;
  outbox: Outbox;
  signal: AbortSignal;
}

/** Checkpoints of one node run in a folder: each is there wholly, under its number, or not at all. */
export class CheckpointFolder implements Checkpoints {
  readonly #options: CheckpointOptions;
  #waitMs: number;
  #savedAt = performance.now();
  /** Before this time nothing is shown. */
  #showFrom = 0;

  constructor(options: CheckpointOptions) {
    this.#options = options;
    this.#waitMs = options.everyMs;
  }

  due(): boolean {
    return this.#options.signal.aborted || performance.now() - this.#savedAt >= this.#waitMs;
  }

  async resume(): Promise<string | undefined> {
    const { folder, outbox } = this.#options;
    for (const name of (await this.#names()).reverse()) {
      const checkpoint = join(folder, name);
      const fault = await faultOf(checkpoint);
      if (fault === undefined) {
        outbox.goOnFrom(shownSchema.parse(JSON.parse(await readFile(join(checkpoint, SHOWN), 'utf8'))));
        return join(checkpoint, CHECKPOINT_WORK);
      }
      outbox.log(
        'warn',
        text(
          `Checkpoint ${name} is damaged (${fault.en}); the one before it is used.`,
          `检查点 ${name} 已损坏（${fault.zh}）；改用前一个检查点。`,
        ),
      );
      await rm(checkpoint, { recursive: true, force: true });
    }
    return undefined;
  }

  async save(write: (directory: string) => Promise<void>): Promise<void> {
    const { folder, everyMs, outbox } = this.#options;
    const started = performance.now();
    const unfinished = join(folder, UNFINISHED);
    try {
      await rm(unfinished, { recursive: true, force: true });
      await mkdir(join(unfinished, CHECKPOINT_WORK), { recursive: true });
      await write(join(unfinished, CHECKPOINT_WORK));
      failpoint('checkpoint.written');
      await seal(unfinished, outbox);
      failpoint('checkpoint.sealed');
      await this.#add(unfinished);
      outbox.saved();
    } catch (error) {
      await rm(unfinished, { recursive: true, force: true });
      const { message } = error as Error;
      outbox.log(
        'warn',
        text(
          `A checkpoint could not be written (${message}); the work goes on.`,
          `检查点写入失败（${message}）；节点继续工作。`,
        ),
      );
    }
    this.#savedAt = performance.now();
    this.#waitMs = everyMs && Math.max(everyMs, (this.#savedAt - started) / MOST_TIME);
  }

  /** Each file takes the place of the one before at once; nothing is flushed, since it can be made again. */
  async show(write: (directory: string) => Promise<void>): Promise<void> {
    const started = performance.now();
    if (started < this.#showFrom) return;
    const { folder } = this.#options;
    const [unfinished, shown] = [join(folder, UNFINISHED), join(folder, CHECKPOINT_SHOWN)];
    try {
      await mkdir(unfinished, { recursive: true });
      await mkdir(shown, { recursive: true });
      await write(unfinished);
      for (const name of await readdir(unfinished)) await rename(join(unfinished, name), join(shown, name));
    } catch {
      // the next step or the next checkpoint shows it
    } finally {
      await rm(unfinished, { recursive: true, force: true }).catch(() => {});
    }
    const finished = performance.now();
    this.#showFrom = finished + (finished - started) / MOST_TIME;
  }

  /** Numbers of the checkpoints that are there, oldest first. */
  async #names(): Promise<string[]> {
    const names = await readdir(this.#options.folder).catch(() => []);
    return names.filter((name) => /^\d{6,}$/.test(name)).sort((a, b) => Number(a) - Number(b));
  }

  /** Puts a whole checkpoint under the next number and removes those that are too many. */
  async #add(whole: string): Promise<void> {
    const { folder } = this.#options;
    const names = await this.#names();
    const name = String(Number(names.at(-1) ?? 0) + 1).padStart(6, '0');
    // before, since what a checkpoint holds must not be read twice
    await rm(join(folder, CHECKPOINT_SHOWN), { recursive: true, force: true });
    await rename(whole, join(folder, name));
    failpoint('checkpoint.renamed');
    await syncToDisk(folder);
    for (const old of [...names, name].slice(0, -KEPT)) {
      await rm(join(folder, old), { recursive: true, force: true });
    }
  }
}

/** Brings everything to the disk, with a list of the files and their digests last. */
async function seal(folder: string, { shown }: Outbox): Promise<void> {
  await writeText(join(folder, SHOWN), JSON.stringify(shown));
  const { files, folders } = await listEntries(folder);
  const described: z.infer<typeof manifestSchema>['files'] = [];
  for (const file of files) {
    described.push(await describeFile(folder, file));
    await syncToDisk(file);
  }
  const manifest = { format: 'heed/checkpoint', version: 1, files: described };
  await writeText(join(folder, MANIFEST), JSON.stringify(manifest));
  for (const one of folders) await syncToDisk(one);
}

async function writeText(file: string, content: string): Promise<void> {
  const handle = await open(file, 'w');
  try {
    await handle.writeFile(content);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** What is wrong with a checkpoint; undefined where it is whole. */
async function faultOf(checkpoint: string): Promise<Localized | undefined> {
  try {
    const manifest = manifestSchema.parse(JSON.parse(await readFile(join(checkpoint, MANIFEST), 'utf8')));
    for (const { path, ...expected } of manifest.files) {
      const { size, sha256 } = await describeFile(checkpoint, join(checkpoint, path));
      if (size !== expected.size)
        return text(
          `${path} has ${size} bytes instead of ${expected.size}`,
          `${path} 有 ${size} 字节，应为 ${expected.size} 字节`,
        );
      if (sha256 !== expected.sha256) return text(`${path} has changed`, `${path} 的内容已改变`);
    }
    return undefined;
  } catch (error) {
    const [line] = (error as Error).message.split('\n');
    return text(`${MANIFEST} cannot be followed: ${line}`, `无法读取 ${MANIFEST}：${line}`);
  }
}
