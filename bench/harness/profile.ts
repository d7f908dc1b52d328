import { readdir, readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

interface ProfileEvent {
  cat?: string;
  name: string;
  /** Microseconds. */
  dur: number;
  args?: {
    op_name?: string;
    input_type_shape?: Record<string, number[]>[];
    output_type_shape?: Record<string, number[]>[];
  };
}

const products = ['MatMul', 'Gemm', 'FusedMatMul'];

/** Operators that are a part of a larger one, whose time holds theirs. */
const containers = ['Loop', 'If', 'Scan'];

/** What each kind of operator took in every session of a profile, as text; the files are removed by their owner. */
export async function summarizeProfile(prefix: string, title: string): Promise<string> {
  const folder = dirname(prefix);
  const files = (await readdir(folder)).filter((file) => file.startsWith(basename(prefix))).sort();
  const parts = await Promise.all(files.map((file) => summarizeFile(join(folder, file))));
  return [`Profile of ${title}`, ...parts].join('\n');
}

async function summarizeFile(file: string): Promise<string> {
  const events = JSON.parse(await readFile(file, 'utf8')) as ProfileEvent[];
  const runs = events.filter(({ name }) => name === 'model_run');
  const total = runs.reduce((all, { dur }) => all + dur, 0);
  const byType = new Map<string, { time: number; count: number; flops: number }>();
  for (const event of events) {
    const type = event.args?.op_name;
    if (
      event.cat !== 'Node' ||
      type === undefined ||
      containers.includes(type) ||
      !event.name.endsWith('_kernel_time')
    )
      continue;
    const label = isBatched(event) ? `${type} in batches` : type;
    const sum = byType.get(label) ?? { time: 0, count: 0, flops: 0 };
    byType.set(label, {
      time: sum.time + event.dur,
      count: sum.count + 1,
      flops: sum.flops + flopsOf(event),
    });
  }
  const lines = [...byType]
    .sort(([, a], [, b]) => b.time - a.time)
    .slice(0, 14)
    .map(([type, { time, count, flops }]) => {
      const speed = flops > 0 ? `${(flops / time / 1000).toFixed(1)} GFLOP/s` : '';
      return `    ${type.padEnd(28)}${(time / 1000).toFixed(1).padStart(10)} ms ${((100 * time) / total).toFixed(1).padStart(5)} % ${String(count).padStart(8)}×  ${speed}`;
    });
  const inside = [...byType.values()].reduce((all, { time }) => all + time, 0);
  const head = `  ${basename(file)}: ${runs.length} runs, ${(total / 1000).toFixed(1)} ms, of which outside operators ${(100 * (1 - inside / total)).toFixed(1)} %`;
  return [head, ...lines].join('\n');
}

/** Whether a product is one of many small ones, as those of attention are, and not of a linear layer. */
function isBatched({ args }: ProfileEvent): boolean {
  const shape = Object.values(args?.input_type_shape?.[0] ?? {})[0] ?? [];
  return products.includes(args?.op_name ?? '') && shape.length > 2;
}

/** Floating-point operations of a matrix product, by the shapes of its operands and result. */
function flopsOf({ args }: ProfileEvent): number {
  const type = args?.op_name ?? '';
  if (!products.includes(type)) return 0;
  const shapes = (args?.input_type_shape ?? []).map((one) => Object.values(one)[0] ?? []);
  const out = Object.values(args?.output_type_shape?.[0] ?? {})[0] ?? [];
  const size = (shape: readonly number[]) => shape.reduce((all, one) => all * one, 1);
  const [a = [], b = []] = shapes;
  // with A [..,M,K], B [..,K,N] and C [..,M,N]: |A|·|B|/|C| = K², whatever is transposed, when all have equal batches
  const matrix = (shape: readonly number[]) => size(shape.slice(-2));
  const inner = Math.sqrt((matrix(a) * matrix(b)) / Math.max(1, matrix(out)));
  return 2 * size(out) * inner;
}
