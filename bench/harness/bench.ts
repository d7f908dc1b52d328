import { mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import type { Job } from '../heed/job.ts';
import { type Material, makeMaterial } from './material.ts';
import type { Options } from './options.ts';
import type { Side } from './side.ts';
import { type Amounts, amounts, type SizeName } from './sizes.ts';

/** What a benchmark has at hand. */
export class Bench {
  readonly options: Options;
  /** Python's side; undefined where there is no Python. */
  readonly python: { command: string; side: Side } | undefined;
  private readonly folder: string;
  private readonly material = new Map<SizeName, Promise<Material>>();

  constructor(options: Options, folder: string, python?: { command: string; side: Side }) {
    this.options = options;
    this.folder = folder;
    this.python = python;
  }

  /** Models and texts of a size, made once. */
  materialOf(size: SizeName): Promise<Material> {
    const known = this.material.get(size) ?? makeMaterial(this.folder, size);
    this.material.set(size, known);
    return known;
  }

  /** How much is measured. */
  amountsOf(size: SizeName): Amounts {
    return amounts[this.options.quick ? 'quick' : 'whole'][size];
  }

  /** A job of our side, with a folder of its own. */
  async job(task: string, size: SizeName, changed: Partial<Job> = {}): Promise<Job> {
    const { batchSize, rollouts } = this.amountsOf(size);
    const { languageModel, rewardModel, endId, padId } = await this.materialOf(size);
    return {
      task,
      folder: await mkdtemp(join(this.folder, `${task}-`)),
      languageModel,
      rewardModel,
      examples: join(this.folder, size, 'examples.json'),
      endId,
      padId,
      count: batchSize,
      batchSize,
      maxNewTokens: 64,
      rollouts,
      check: false,
      ...changed,
    };
  }

  /** One line for people, beside the table. */
  note(text: string): void {
    process.stderr.write(`${text}\n`);
  }
}
