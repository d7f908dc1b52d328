import { mkdtemp, rm } from 'node:fs/promises';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { Bench } from './harness/bench.ts';
import { isBusy } from './harness/busy.ts';
import { caseNames, loadCase, type Row } from './harness/case.ts';
import { help, type Options, parseOptions, UsageError } from './harness/options.ts';
import { findPython, startPython } from './harness/python.ts';
import { tableText } from './harness/table.ts';

async function main(options: Options, names: readonly string[]): Promise<void> {
  const command = findPython();
  if (command === undefined)
    process.stderr.write(
      'No Python with torch, transformers and trl was found, so only our side runs; bench/setup.sh sets one up.\n',
    );
  if (await isBusy())
    process.stderr.write(
      'The machine is busy: the threads of PyTorch are told to sleep while they wait, yet ratios come out too high.\n',
    );
  const folder = await mkdtemp(join(tmpdir(), 'heed-bench-'));
  const side = command === undefined ? undefined : await startPython(command);
  using _ = side;
  try {
    await side?.expect('ready');
    const bench = new Bench(options, folder, command && side ? { command, side } : undefined);
    const rows = await runCases(bench, names);
    process.stdout.write(`${tableText(rows)}\n\n${footer(options)}\n`);
    if (options.json) process.stdout.write(`${JSON.stringify({ rows })}\n`);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function runCases(bench: Bench, names: readonly string[]): Promise<Row[]> {
  const rows: Row[] = [];
  for (const name of names) {
    const one = await loadCase(name);
    if (one.wholeOnly && bench.options.quick && !bench.options.only.includes(name)) continue;
    for (const size of bench.options.sizes.filter((size) => one.sizes.includes(size))) {
      const started = performance.now();
      const some = await one.run(bench, size);
      rows.push(...some);
      bench.note(`${tableText(some)}\n(${((performance.now() - started) / 1000).toFixed(0)} s)\n`);
    }
  }
  return rows;
}

function footer({ rounds }: Options): string {
  const load = loadavg()
    .map((one) => one.toFixed(1))
    .join(' ');
  return [
    `ratio = ours / theirs; of ${rounds} round${rounds === 1 ? '' : 's'} by turns the fastest of each side, 2 threads each; load ${load}.`,
    'difference = largest relative difference of losses and norms on the same first batch (generation: of log-probabilities).',
  ].join('\n');
}

const cases = await caseNames();
try {
  const options = parseOptions(process.argv.slice(2), cases);
  if (options.help) process.stdout.write(`${help.replace('CASES', cases.join(', '))}\n`);
  else await main(options, options.only.length > 0 ? options.only : cases);
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 2;
}
