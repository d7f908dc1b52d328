import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FittedLabeler } from '@heed/labeling/statistics/fit-joint.ts';
import {
  column,
  type Figure,
  type OutputFolder,
  REPORT_FILE,
  type Report,
  ratingRow,
  text,
} from '@heed/schema';
import { writeTable } from '@heed/tables';
import { z } from 'zod';
import { histogramBlock } from '../shared/histogram.ts';
import { meanInterval } from '../shared/intervals.ts';
import type { ComparedPrompt } from './comparisons.ts';
import type { Scores } from './score.ts';
import spec from './spec.ts';

/** A rating with its 95% interval and the number of verdicts that the answer took part in. */
export const scoredRow = ratingRow.extend({
  low: column(z.number().nullable(), 'number', '95% interval from', '95% 区间下限'),
  high: column(z.number().nullable(), 'number', '95% interval to', '95% 区间上限'),
  verdicts: column(z.int(), 'number', 'Verdicts', '裁决数'),
});
export type ScoredRow = z.infer<typeof scoredRow>;

const SCORES_FILE = 'scores.parquet';
const LABELERS_FILE = 'labelers.parquet';
/** Results that are shares. */
const SHARES = ['agreement', 'firstChance', 'tieChance'];

/** A labeler as the joint model sees them, with 95% intervals. */
export const labelerRow = z.object({
  labeler: column(z.string(), 'category', 'Labeler', '标注者'),
  comparisons: column(z.int(), 'number', 'Comparisons', '比较次数'),
  skill: column(z.number(), 'number', 'Skill', '能力'),
  skillLow: column(z.number(), 'number', 'Skill, low', '能力下限'),
  skillHigh: column(z.number(), 'number', 'Skill, high', '能力上限'),
  first: column(z.number(), 'number', 'First if equal', '相当时选第一的概率'),
  firstLow: column(z.number(), 'number', 'First, low', '选第一下限'),
  firstHigh: column(z.number(), 'number', 'First, high', '选第一上限'),
});

function toLabelerRow({
  labeler,
  comparisons,
  logSkill,
  position,
}: FittedLabeler): z.infer<typeof labelerRow> {
  const chance = (odds: number) => 1 / (1 + Math.exp(-odds));
  return {
    labeler,
    comparisons,
    skill: Math.exp(logSkill.value),
    skillLow: Math.exp(logSkill.low),
    skillHigh: Math.exp(logSkill.high),
    first: chance(position.value),
    firstLow: chance(position.low),
    firstHigh: chance(position.high),
  };
}

/** The answers of a prompt, best first. The interval is score ± 1.96 standard errors. */
export function toRows(
  { promptId, prompt, language, answers, verdicts }: ComparedPrompt,
  { scores, errors }: Scores,
): ScoredRow[] {
  const rows = answers.map((completion, answer) => {
    const rating = scores[answer] as number;
    const standardError = errors ? (errors[answer] as number) : null;
    const [low, high] = standardError === null ? [null, null] : meanInterval(rating, standardError, 1);
    const heard = verdicts.filter((one) => one[0]?.answers.includes(answer)).length;
    return { promptId, prompt, language, completion, rating, standardError, low, high, verdicts: heard };
  });
  return rows.sort((a, b) => b.rating - a.rating);
}

/** Writes figures, the histogram of scores and the table of all of them. */
export async function writeReport(
  output: OutputFolder,
  {
    rows,
    results,
    labelers,
  }: {
    rows: readonly ScoredRow[];
    results: Record<string, number>;
    /** Those whom the joint model told apart. */
    labelers: readonly FittedLabeler[];
  },
): Promise<void> {
  const figures = Object.entries(results).map(([name, value]): Figure => {
    const format = SHARES.includes(name)
      ? 'percent'
      : Number.isInteger(value) && name !== 'standardError'
        ? 'integer'
        : 'number';
    return { name, title: (spec.metrics[name] as { title: Figure['title'] }).title, value, format };
  });
  const report: Report = {
    format: 'heed/report',
    version: 1,
    title: text('Scores from comparisons', '由比较计算得分'),
    blocks: [
      { type: 'figures', title: text('Figures', '指标'), figures },
      histogramBlock(text('Scores in log-odds', '得分分布（对数几率）'), [
        { name: 'score', title: text('score', '得分'), values: rows.map(({ rating }) => rating) },
      ]),
      ...(labelers.length > 0
        ? [{ type: 'table' as const, title: text('Labelers', '标注者'), file: LABELERS_FILE }]
        : []),
      { type: 'table', title: text('Every answer, best first', '全部回答，按得分排序'), file: SCORES_FILE },
    ],
  };
  if (labelers.length > 0)
    await writeTable(join(output.directory, LABELERS_FILE), labelerRow, labelers.map(toLabelerRow));
  await writeTable(join(output.directory, SCORES_FILE), scoredRow, [...rows]);
  await writeFile(join(output.directory, REPORT_FILE), JSON.stringify(report, null, 2));
  const answers = { title: text('answers', '回答数'), value: rows.length };
  output.describe({ summary: [answers] });
}
