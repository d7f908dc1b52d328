import { join } from 'node:path';
import { column, completionRow, type OutputFolder, TABLE_FILE, text } from '@heed/schema';
import { writeTable } from '@heed/tables';
import { z } from 'zod';
import { mean } from '../batching.ts';
import { type Part, shownRowsPart } from '../checkpoint/parts.ts';
import { sequenceKl } from './describe.ts';
import type { Rollout } from './rollouts.ts';

/** An answer with the update that sampled it, so that a point of a curve can be opened. */
export const rolloutRow = completionRow.extend({
  update: column(z.int(), 'number', 'Update', '更新步'),
  score: column(z.number(), 'number', 'Score', '得分'),
  klDivergence: column(z.number(), 'number', 'KL divergence', 'KL 散度'),
  advantage: column(z.number(), 'number', 'Advantage', '优势'),
});

/** Collects every answer of a run. */
export class RolloutLog {
  readonly #rows: z.infer<typeof rolloutRow>[] = [];
  /** The answers so far, in every checkpoint, and those since the last one for people to read. */
  readonly part: Part = shownRowsPart('rollouts', rolloutRow, this.#rows);

  add(update: number, rollouts: readonly Rollout[]): void {
    for (const [index, rollout] of rollouts.entries()) {
      this.#rows.push({
        ...rollout.row,
        completionId: `${update}:${index}`,
        completion: rollout.text,
        logProb: rollout.logProbs.reduce((sum, one) => sum + one, 0),
        tokens: rollout.completion.length,
        finished: rollout.finished,
        update,
        score: rollout.score,
        klDivergence: sequenceKl(rollout),
        advantage: mean(rollout.advantages),
      });
    }
  }

  async write(output: OutputFolder, tokenizer: string): Promise<void> {
    await writeTable(join(output.directory, TABLE_FILE), rolloutRow, this.#rows);
    output.describe({
      facts: { modality: 'text', tokenizer },
      summary: [{ title: text('rollouts', '采样轨迹'), value: this.#rows.length }],
    });
  }
}
