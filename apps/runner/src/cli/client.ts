import type { Report, RunEvent } from '@heed/schema';
import type { LineageQuery, RowsQuery } from '../api/artifact-inputs.ts';
import type { LineageView, RowsView } from '../api/artifact-views.ts';
import type { LogQuery } from '../api/inputs.ts';
import type { ArtifactView, LogsView, RunSummary, RunView, SystemInfo } from '../api/views.ts';
import type { Library } from './library.ts';

/** What is to run, and which part of it. */
export interface StartWish {
  graph: unknown;
  settings: string[];
  fresh: boolean;
  to?: string;
  from?: string;
  fromFailure?: boolean;
}

/** What a command asks of a runner, whether it runs in this process or behind a URL. */
export interface Client {
  start(start: StartWish): Promise<{ id: string }>;
  cancel(run: string): Promise<void>;
  pause(run: string): Promise<void>;
  resume(run: string): Promise<void>;
  run(id: string): Promise<RunView>;
  runs(): Promise<RunSummary[]>;
  /** Every event of a run, oldest first, until it has ended or `signal` is aborted. */
  events(run: string, signal: AbortSignal): AsyncIterable<RunEvent>;
  /** Log lines, oldest first, page by page. */
  logs(query: LogQuery): Promise<LogsView>;
  artifact(id: string): Promise<ArtifactView>;
  report(id: string): Promise<Report>;
  rows(query: RowsQuery): Promise<RowsView>;
  lineage(query: LineageQuery): Promise<LineageView>;
  /** The bytes of a file of an artifact. */
  file(artifact: string, path: string): Promise<AsyncIterable<Uint8Array>>;
  /** Where an artifact lies: a folder of this machine, or a URL. */
  placeOf(artifact: string): string;
  system(): Promise<SystemInfo>;
  library: Library;
  /** Does it run on another machine, or for another data folder? */
  isRemote: boolean;
  /** Repeats a call that was cut off until the runner answers it. */
  keepTrying<Result>(call: () => Promise<Result>): Promise<Result>;
  close(): Promise<void>;
}
