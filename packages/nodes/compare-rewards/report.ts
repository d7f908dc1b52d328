import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  type CompletionRow,
  column,
  completionRow,
  type Figure,
  type Localized,
  type OutputFolder,
  REPORT_FILE,
  type Report,
  type ReportBlock,
  text,
} from '@heed/schema';
import { writeTable } from '@heed/tables';
import { z } from 'zod';
import { histogramBlock } from '../shared/histogram.ts';
import type { Agreement, Share } from './agreement.ts';
import spec from './spec.ts';

const DISPUTED_FILE = 'disputed.parquet';
/** More dots than these hide each other, and more plots than these nobody reads. */
const PLOTTED_ANSWERS = 400;
const PLOTTED_PAIRS = 6;
/** Characters of an answer that stand beside its dot. */
const LABEL_LENGTH = 90;

/** Two rewards by their places, and how far they agree. */
export interface Comparison {
  first: number;
  second: number;
  agreement: Agreement;
}

export interface Findings {
  rows: readonly CompletionRow[];
  /** By reward, standardized, in the order of the rows. */
  scores: readonly (readonly number[])[];
  comparisons: readonly Comparison[];
  /** Distance of the rewards that differ most, by row. */
  disputes: readonly number[];
  results: Record<string, number>;
}

/** A, B, C … as the wires came. */
export function rewardName(place: number): string {
  return String.fromCharCode('A'.charCodeAt(0) + (place % 26)).repeat(1 + Math.floor(place / 26));
}

function titleOf(place: number): Localized {
  return text(`Reward ${rewardName(place)}`, `奖励 ${rewardName(place)}`);
}

/** Writes the page: how far they agree, each two against each other, and the answers that they dispute. */
export async function writeReport(output: OutputFolder, findings: Findings, disputed: number): Promise<void> {
  const { rows, scores, comparisons, disputes, results } = findings;
  const report: Report = {
    format: 'heed/report',
    version: 1,
    title: text('Rewards on the same answers', '同一批回答上的奖励对比'),
    blocks: [
      { type: 'figures', title: text('Figures', '指标'), figures: figuresOf(results, comparisons) },
      ...(scores.length > 2 ? [rankMatrix(scores.length, comparisons)] : []),
      ...comparisons.slice(0, PLOTTED_PAIRS).map((one) => scatterOf(one, findings)),
      histogramBlock(
        text('Standardized scores', '标准化分数'),
        scores.map((values, place) => ({ name: rewardName(place), title: titleOf(place), values })),
      ),
      {
        type: 'table',
        title: text('The most disputed answers', '分歧最大的回答'),
        file: DISPUTED_FILE,
      },
    ],
  };
  const order = rows.map((_, index) => index).sort((a, b) => (disputes[b] ?? 0) - (disputes[a] ?? 0));
  const table = order.slice(0, disputed).map((index) => disputedRow(findings, index));
  await writeTable(join(output.directory, DISPUTED_FILE), disputedSchema(scores.length), table);
  await writeFile(join(output.directory, REPORT_FILE), JSON.stringify(report, null, 2));
}

function plain(name: string, value: number, format: Figure['format'] = 'number'): Figure {
  return { name, title: spec.metrics[name]?.title ?? text(name, name), value, format };
}

/** The interval of a share is that of the only comparison; of several, a mean has none. */
function figuresOf(results: Record<string, number>, comparisons: readonly Comparison[]): Figure[] {
  const [only] = comparisons.length === 1 ? comparisons : [];
  const share = (name: 'pairAgreement' | 'bestAgreement'): Figure => {
    const interval: Share | undefined = only?.agreement[name];
    const figure = plain(name, results[name] ?? 0, 'percent');
    return interval ? { ...figure, low: interval.low, high: interval.high } : figure;
  };
  const figures: Record<string, (name: string) => Figure> = {
    rewards: (name) => plain(name, results[name] ?? 0, 'integer'),
    answers: (name) => plain(name, results[name] ?? 0, 'integer'),
    correlation: (name) => plain(name, results[name] ?? 0),
    rankCorrelation: (name) => plain(name, results[name] ?? 0),
    pairAgreement: () => share('pairAgreement'),
    bestAgreement: () => share('bestAgreement'),
  };
  return Object.entries(figures).flatMap(([name, make]) =>
    Object.hasOwn(results, name) ? [make(name)] : [],
  );
}

function rankMatrix(count: number, comparisons: readonly Comparison[]): ReportBlock {
  const names = Array.from({ length: count }, (_, place) => titleOf(place));
  const value = (row: number, place: number) => {
    if (row === place) return 1;
    const [first, second] = row < place ? [row, place] : [place, row];
    const found = comparisons.find((one) => one.first === first && one.second === second);
    return found?.agreement.rankCorrelation ?? null;
  };
  return {
    type: 'matrix',
    title: text('Rank correlation', '秩相关'),
    rows: { title: text('Reward', '奖励'), names },
    columns: { title: text('Reward', '奖励'), names },
    values: names.map((_, row) => names.map((_, place) => value(row, place))),
    format: 'number',
    range: { low: 0, high: 1 },
  };
}

function scatterOf({ first, second }: Comparison, { rows, scores }: Findings): ReportBlock {
  const shown = <Item>(items: readonly Item[] | undefined) => (items ?? []).slice(0, PLOTTED_ANSWERS);
  const labels = shown(rows).map(({ completion }) =>
    completion.length > LABEL_LENGTH ? `${completion.slice(0, LABEL_LENGTH)}…` : completion,
  );
  const about = text(
    `${rewardName(first)} against ${rewardName(second)}, in standard deviations`,
    `${rewardName(first)} 与 ${rewardName(second)} 对照（以标准差计）`,
  );
  return {
    type: 'scatter',
    title: about,
    x: { title: titleOf(first) },
    y: { title: titleOf(second) },
    series: [
      {
        name: 'answers',
        title: text('answers', '回答'),
        x: shown(scores[first]),
        y: shown(scores[second]),
        labels,
      },
    ],
    diagonal: true,
  };
}

/** The answer with the standardized score of each reward and their greatest distance. */
function disputedSchema(count: number): z.ZodObject {
  const score = (place: number) => {
    const { en, zh } = titleOf(place);
    return column(z.number(), 'number', en, zh);
  };
  const names = Array.from({ length: count }, (_, place) => [`score${rewardName(place)}`, score(place)]);
  const { promptId, prompt, language, completion } = completionRow.shape;
  return z.object({
    ...{ promptId, prompt, language, completion },
    ...Object.fromEntries(names),
    distance: column(z.number(), 'number', 'Distance', '分差'),
  });
}

function disputedRow({ rows, scores, disputes }: Findings, index: number): Record<string, string | number> {
  const { promptId, prompt, language, completion } = rows[index] as CompletionRow;
  const said = scores.map((one, place) => [`score${rewardName(place)}`, one[index] as number]);
  return {
    ...{ promptId, prompt, language, completion },
    ...Object.fromEntries(said),
    distance: disputes[index] as number,
  };
}
