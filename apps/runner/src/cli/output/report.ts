import { comparisonRow, type Figure, type Report, type ReportBlock } from '@heed/schema';
import Table from 'cli-table3';
import type { Client } from '../client.ts';

/** Rows of a comparison that the terminal shows; the browser shows all. */
const MOST_PAIRS = 5;

/** Prints the figures of a report as a table, and the first pairs of its comparisons. */
export async function printReport(
  report: Report,
  artifact: string,
  client: Pick<Client, 'rows'>,
): Promise<void> {
  for (const block of report.blocks) {
    if (block.type === 'figures') console.log(figuresTable(report, block));
    if (block.type === 'comparison') await printPairs(block, artifact, client);
  }
}

type BlockOf<Type extends ReportBlock['type']> = Extract<ReportBlock, { type: Type }>;

function figuresTable(report: Report, block: BlockOf<'figures'>): string {
  const hasGoals = block.figures.some(({ goal }) => goal);
  const heading =
    report.title.en === block.title.en ? block.title.en : `${report.title.en}: ${block.title.en}`;
  const table = new Table({
    head: [heading, 'value', '95 % interval', ...(hasGoals ? ['goal', 'met'] : [])],
    style: { head: [], border: [], compact: true },
  });
  for (const figure of block.figures) table.push(figureCells(figure, hasGoals));
  return `\n${table.toString()}`;
}

function figureCells(figure: Figure, hasGoals: boolean): string[] {
  const { title, value, low, high, goal } = figure;
  const interval =
    low === undefined || high === undefined ? '' : `${show(low, figure)} to ${show(high, figure)}`;
  const verdict = goal ? (goal.met ? 'yes' : 'NO') : '';
  return [title.en, show(value, figure), interval, ...(hasGoals ? [goal?.text ?? '', verdict] : [])];
}

function show(value: number, { format }: Figure): string {
  if (format === 'percent') return `${(value * 100).toFixed(1)}%`;
  if (format === 'integer') return String(Math.round(value));
  return Math.abs(value) >= 1000 ? value.toFixed(0) : value.toPrecision(3);
}

async function printPairs(
  block: BlockOf<'comparison'>,
  id: string,
  client: Pick<Client, 'rows'>,
): Promise<void> {
  const { rows } = await client.rows({ id, file: block.file, offset: 0, limit: MOST_PAIRS });
  console.log(`\n${block.title.en}`);
  for (const pair of rows.map((row) => comparisonRow.parse(row))) {
    const width = Math.max(block.before.en.length, block.after.en.length, 'prompt'.length);
    console.log(`\n  ${'prompt'.padEnd(width)}  ${oneLine(pair.prompt)}`);
    const [before, after] = [scores(pair.reward1, pair.judge1), scores(pair.reward2, pair.judge2)];
    console.log(`  ${block.before.en.padEnd(width)}  ${oneLine(pair.y1)}  ${before}`);
    console.log(`  ${block.after.en.padEnd(width)}  ${oneLine(pair.y2)}  ${after}`);
  }
}

function scores(reward: number, judge: number): string {
  return `(reward ${reward.toFixed(2)}, judge ${judge.toFixed(2)})`;
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
