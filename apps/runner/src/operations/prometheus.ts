type Labels = Readonly<Record<string, string | number>>;

function shownLabels(labels: Labels): string {
  const escaped = (value: string | number) =>
    String(value).replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');
  const parts = Object.entries(labels).map(([name, value]) => `${name}="${escaped(value)}"`);
  return parts.length ? `{${parts.join(',')}}` : '';
}

/** One metric in Prometheus' text format (version 0.0.4). */
export function metricText(
  name: string,
  type: 'counter' | 'gauge',
  help: string,
  samples: readonly { labels?: Labels; value: number }[],
): string {
  const lines = samples.map(({ labels = {}, value }) => `${name}${shownLabels(labels)} ${value}`);
  return `# HELP ${name} ${help}\n# TYPE ${name} ${type}\n${lines.map((line) => `${line}\n`).join('')}`;
}

interface Series {
  labels: Labels;
  counts: number[];
  sum: number;
  count: number;
}

/** How values are spread, by labels: counts up to each bound, in seconds. */
export class Histogram {
  readonly #name: string;
  readonly #help: string;
  readonly #bounds: readonly number[];
  readonly #series = new Map<string, Series>();

  constructor(name: string, help: string, bounds: readonly number[]) {
    this.#name = name;
    this.#help = help;
    this.#bounds = bounds;
  }

  observe(seconds: number, labels: Labels = {}): void {
    const key = JSON.stringify(labels);
    const series = this.#series.get(key) ?? { labels, counts: this.#bounds.map(() => 0), sum: 0, count: 0 };
    this.#series.set(key, series);
    const index = this.#bounds.findIndex((bound) => seconds <= bound);
    if (index >= 0) series.counts[index] = (series.counts[index] ?? 0) + 1;
    series.sum += seconds;
    series.count += 1;
  }

  text(): string {
    const lines = [...this.#series.values()].flatMap((series) => this.#seriesLines(series));
    const head = [`# HELP ${this.#name} ${this.#help}`, `# TYPE ${this.#name} histogram`];
    return `${[...head, ...lines].join('\n')}\n`;
  }

  #seriesLines({ labels, counts, sum, count }: Series): string[] {
    let below = 0;
    const buckets = this.#bounds.map((bound, index) => {
      below += counts[index] ?? 0;
      return `${this.#name}_bucket${shownLabels({ ...labels, le: bound })} ${below}`;
    });
    const shown = shownLabels(labels);
    return [
      ...buckets,
      `${this.#name}_bucket${shownLabels({ ...labels, le: '+Inf' })} ${count}`,
      `${this.#name}_sum${shown} ${sum}`,
      `${this.#name}_count${shown} ${count}`,
    ];
  }
}
