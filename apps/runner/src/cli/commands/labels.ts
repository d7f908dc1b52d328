import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import Table from 'cli-table3';
import type { ExportWish, ImportWish, LabelsPlace } from '../../api/labels-inputs.ts';
import type { ExportView, ImportView, LabelSetView } from '../../api/labels-views.ts';
import { cannotWrite } from '../cannot-write.ts';
import { exitCodes } from '../exit.ts';
import { withLabels } from '../labels-client.ts';
import type { ClientOptions } from '../open.ts';

interface JsonOption {
  json: boolean;
}

/** A set by its id, or a run and its node. */
function placeOf(first: string, node: string | undefined): LabelsPlace {
  return node === undefined ? { set: first } : { run: first, node };
}

function printResult(result: object): void {
  console.log(JSON.stringify({ type: 'result', ...result }));
}

/** `heed labels list` */
export async function list(options: ClientOptions & JsonOption): Promise<number> {
  const sets = await withLabels(options, (client) => client.list());
  if (options.json) for (const set of sets) console.log(JSON.stringify(set));
  else
    console.log(
      sets.length > 0
        ? tableOf(sets)
        : 'There are no labels yet: run a pipeline whose labeling node asks people.',
    );
  return exitCodes.done;
}

function tableOf(sets: readonly LabelSetView[]): string {
  const head = ['set', 'pipeline', 'node', 'form', 'tasks', 'judgements', 'labelers', 'rounds', 'as of'];
  const table = new Table({ head, style: { head: [], border: [] } });
  for (const { id, graphName, name, form, tasks, judgements, people, judges, rounds, revision } of sets)
    table.push([id, graphName, name, form, tasks, judgements, people + judges, rounds, revision]);
  return table.toString();
}

export interface ExportOptions extends ClientOptions, JsonOption {
  format: ExportWish['format'];
  asOf?: number;
  out?: string;
}

/** `heed labels export SET` or `RUN NODE`: to a file, or to the standard output. */
export async function exportLabels(
  first: string,
  node: string | undefined,
  { format, asOf, out, ...options }: ExportOptions,
): Promise<number> {
  const wish = { place: placeOf(first, node), format, asOf };
  const view = await withLabels(options, async (client) => {
    const described = await client.describe(wish);
    // the moment that was described, whatever comes in meanwhile
    const body = await client.export({ ...wish, asOf: described.revision });
    await (out === undefined ? print(body) : save(body, out));
    return described;
  });
  const { sample: _, name: __, ...result } = view;
  if (options.json && out !== undefined) printResult({ ...result, file: out });
  else console.error(describeExport(view, out));
  return exitCodes.done;
}

async function print(body: AsyncIterable<string | Uint8Array>): Promise<void> {
  for await (const part of body) if (!process.stdout.write(part)) await once(process.stdout, 'drain');
}

/** Whole or not at all: what stood there stays until all of it is written. */
async function save(body: AsyncIterable<string | Uint8Array>, out: string): Promise<void> {
  const partial = `${out}.${process.pid}.part`;
  try {
    await pipeline(Readable.from(body, { objectMode: false }), createWriteStream(partial));
    await rename(partial, out);
  } catch (error) {
    throw cannotWrite(out, error as NodeJS.ErrnoException);
  } finally {
    await rm(partial, { force: true });
  }
}

function describeExport(
  { events, records, revision, lost }: ExportView,
  out = 'the standard output',
): string {
  const lines = [`${records} records of ${events} events, as of ${revision}, to ${out}.`];
  if (lost.length > 0) {
    const parts = lost.map(({ title, events: count }) => `${title.en} (${count})`);
    lines.push(`This format does not hold: ${parts.join('; ')}.`);
  }
  return lines.join('\n');
}

export interface ImportOptions extends ClientOptions, JsonOption {
  source: string;
  format?: ImportWish['format'];
  fileKind?: ImportWish['fileKind'];
  skipBad: boolean;
  dryRun: boolean;
}

/** `heed labels import FILE SET` or `FILE RUN NODE` */
export async function importLabels(
  file: string,
  first: string,
  node: string | undefined,
  { source, format, fileKind, skipBad, dryRun, ...options }: ImportOptions,
): Promise<number> {
  const wish = { place: placeOf(first, node), source, format, fileKind, skipBad, dryRun };
  const view = await withLabels(options, (client) => client.import(file, wish));
  const isRefused = view.bad > 0 && !skipBad;
  for (const { message } of view.badLines) console.error(message.en);
  if (view.bad > view.badLines.length)
    console.error(`… and ${view.bad - view.badLines.length} more bad lines.`);
  const { first: _, ...result } = view;
  if (options.json) printResult(result);
  else console.log(describeImport(view, { dryRun, isRefused }));
  return isRefused ? exitCodes.badInput : exitCodes.done;
}

function describeImport(
  { format, records, added, asked, newTasks, known, empty, bad, labelers }: ImportView,
  { dryRun, isRefused }: { dryRun: boolean; isRefused: boolean },
): string {
  const counts = [
    `${records} records (${format})`,
    `${added} new judgements by ${labelers.length} labelers, ${asked} of them on tasks that a run asks`,
    `${newTasks} new tasks`,
    `${known} judgements known already`,
    ...(empty > 0 ? [`${empty} records without an answer`] : []),
    ...(bad > 0 ? [`${bad} bad lines`] : []),
  ].join('; ');
  if (isRefused) return `${counts}. Nothing was imported; mend the lines, or pass --skip-bad.`;
  if (dryRun) return `${counts}. Nothing was changed (--dry-run).`;
  return added > 0 ? `${counts}. Imported.` : `${counts}. There was nothing to import.`;
}

/** `heed labels stats SET` or `RUN NODE` */
export async function stats(
  first: string,
  node: string | undefined,
  options: ClientOptions & JsonOption,
): Promise<number> {
  const view = await withLabels(options, (client) => client.stats(placeOf(first, node)));
  if (options.json) {
    printResult(view);
    return exitCodes.done;
  }
  const { figures } = view;
  const { alpha } = figures;
  console.log(
    `${figures.judgements} judgements of ${figures.tasks} tasks by ${figures.people} people and ${figures.judges} judges.`,
  );
  console.log(alphaLine(alpha));
  if (figures.labelers.length > 0) console.log(labelersTable(figures.labelers));
  return exitCodes.done;
}

type Figures = Awaited<ReturnType<import('../labels-client.ts').LabelsClient['stats']>>['figures'];

function alphaLine({ alpha, low, high, metric, units, because }: Figures['alpha']): string {
  if (alpha === null)
    return because === 'no-overlap'
      ? 'Krippendorff’s α: undefined, since no task was judged by two labelers.'
      : 'Krippendorff’s α: undefined, since everybody said the same of everything.';
  const interval = low === null || high === null ? '' : ` (95%: ${low.toFixed(3)} to ${high.toFixed(3)})`;
  return `Krippendorff’s α (${metric}): ${alpha.toFixed(3)}${interval}, n = ${units} tasks with two judgements or more.`;
}

function labelersTable(labelers: Figures['labelers']): string {
  const head = [
    'labeler',
    'kind',
    'judgements',
    'agreement',
    'n',
    'seconds',
    'first side',
    'consistent',
    'gold',
    'skill',
  ];
  const table = new Table({ head, style: { head: [], border: [] } });
  const percent = (share: { value: number } | null) => (share ? `${Math.round(share.value * 100)}%` : '–');
  for (const one of labelers)
    table.push([
      ...[one.labeler, one.kind, one.judgements, percent(one.agreement), one.agreement?.count ?? 0],
      ...[one.medianMs === null ? '–' : (one.medianMs / 1000).toFixed(1), percent(one.first)],
      ...[percent(one.consistency), percent(one.gold), one.skill ? one.skill.value.toFixed(2) : '–'],
    ]);
  return table.toString();
}
