/** One measured figure of the runner. */
export interface Row {
  name: string;
  value: number;
  unit: 'ms' | 's' | 'MB' | '1/s';
  /** The figure meets its goal up to this value. */
  atMost?: number;
  /** The same shape of work done by another program, in the same unit. */
  peer?: { name: string; value: number };
}

export interface RunnerBenchOptions {
  /** Smaller, for a look in passing; goals are then not judged. */
  quick: boolean;
}

/** What each file of this folder exports as `bench`. */
export type RunnerBench = (options: RunnerBenchOptions) => Promise<Row[]>;
