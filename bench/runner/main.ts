import { readdirSync } from 'node:fs';
import { loadavg } from 'node:os';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import type { Row, RunnerBench } from './row.ts';

const usage =
  'npm run bench:runner -- [--quick] [--json] [NAME…]   NAME: a file of bench/runner, such as nodes';

/** The files of this folder that export a `bench`, by name. */
async function findBenches(): Promise<Map<string, RunnerBench>> {
  const benches = new Map<string, RunnerBench>();
  for (const file of readdirSync(import.meta.dirname).sort()) {
    if (!file.endsWith('.ts') || file.endsWith('.test.ts') || file === 'main.ts') continue;
    const { bench } = await import(pathToFileURL(join(import.meta.dirname, file)).href);
    if (typeof bench === 'function') benches.set(basename(file, '.ts'), bench as RunnerBench);
  }
  return benches;
}

const shown = (value: number) => value.toFixed(value < 10 ? 2 : 0);

function cells({ name, value, unit, atMost, peer }: Row, quick: boolean): string[] {
  const goal = atMost === undefined || quick ? '' : `≤ ${atMost} ${value <= atMost ? '✓' : '✗'}`;
  const beside = peer ? `${peer.name} ${shown(peer.value)}` : '';
  return [name, shown(value), unit, goal, beside];
}

function tableText(rows: readonly Row[], quick: boolean): string {
  const lines = [['what', 'took', 'unit', 'goal', 'beside'], ...rows.map((row) => cells(row, quick))];
  const widths =
    lines[0]?.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0))) ?? [];
  return lines
    .map((line) =>
      line
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

async function main(): Promise<number> {
  const options = {
    quick: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
  } as const;
  const { values, positionals } = parseArgs({ options, allowPositionals: true });
  const benches = await findBenches();
  const unknown = positionals.find((name) => !benches.has(name));
  if (unknown !== undefined) {
    console.error(
      `There is no benchmark "${unknown}"; there is ${[...benches.keys()].join(', ')}.\n${usage}`,
    );
    return 2;
  }
  const rows: Row[] = [];
  for (const [name, bench] of benches) {
    if (positionals.length && !positionals.includes(name)) continue;
    rows.push(...(await bench({ quick: values.quick })));
  }
  const load = loadavg().map((one) => Number(one.toFixed(1)));
  if (values.json) console.log(JSON.stringify({ quick: values.quick, load, rows }));
  else console.log(`${tableText(rows, values.quick)}\n\nload ${load.join(' ')}`);
  return 0;
}

process.exitCode = await main();
