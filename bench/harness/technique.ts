import type { Job, Way } from '../heed/job.ts';
import type { Bench } from './bench.ts';
import { type Case, type Row, row } from './case.ts';
import { startHeed } from './python.ts';
import type { SizeName } from './sizes.ts';

/** Does the work of a round once; its number must come out equal both ways. */
export type Work = () => Promise<number>;

/** What a technique of the engine saves: a file in `cases/` exports it as `technique`, and its case as default. */
export interface Technique {
  /** What a round's work is counted in; memory in MiB when left out. */
  unit?: string;
  /** How many units a round's work has. */
  unitsOf?(job: Job): Promise<number>;
  /** Whether the seconds that `open` takes are a line of their own. */
  opening?: boolean;
  /** Makes everything ready, in a process of its own. */
  open(job: Job, way: Way): Promise<Work>;
}

/** The case of a technique: in the column "ours" with it, in the column "theirs" our own engine without it. */
export function techniqueCase(
  name: string,
  file: string,
  { title, sizes, technique }: Pick<Case, 'title' | 'sizes'> & { technique: Technique },
): Case {
  return {
    title,
    sizes,
    wholeOnly: true,
    run: (bench, size) => measure(bench, size, { name, file, technique }),
  };
}

async function measure(
  bench: Bench,
  size: SizeName,
  { name, file, technique }: { name: string; file: string; technique: Technique },
): Promise<Row[]> {
  const ways: Way[] = ['with', 'without'];
  const job = await bench.job('technique', size, { technique: file });
  const units = (await technique.unitsOf?.(job)) ?? 0;
  const runs = ways.map((way) => ({ way, side: startHeed(), opening: 0, speed: 0, result: 0, memory: 0 }));
  try {
    for (const run of runs) {
      run.side.tell(JSON.stringify({ ...job, way: run.way }));
      const { opening, result } = await run.side.expect('round');
      [run.opening, run.result] = [Number(opening), Number(result)];
    }
    for (let round = 0; round < bench.options.rounds; round++)
      for (const run of runs)
        run.speed = Math.max(run.speed, units / Number((await run.side.round()).seconds));
    for (const run of runs) run.memory = (await run.side.finish()) / 2 ** 20;
  } finally {
    for (const { side } of runs) side[Symbol.dispose]();
  }
  const pair = (key: 'opening' | 'speed' | 'memory' | 'result') =>
    runs.map((run) => run[key]) as [number, number];
  const [result, plain] = pair('result');
  const difference = Math.abs(result - plain) / Math.max(1e-6, Math.abs(plain));
  const agreement = row(`${name}: difference`, size, 'relative', [difference, undefined]);
  const opening = technique.opening
    ? [row(`${name}: opening`, size, 's (less is better)', pair('opening'))]
    : [];
  const saved =
    technique.unit === undefined
      ? row(name, size, 'MiB (less is better)', pair('memory'))
      : row(name, size, technique.unit, pair('speed'));
  return [saved, ...opening, agreement];
}
