import { statfsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { finalRunStates, nodeStates, type RunEvent, runStates } from '@heed/schema';
import type { Database } from '../db/open.ts';
import { heedVersion } from '../system.ts';
import { Histogram, metricText } from './prometheus.ts';

const answerBounds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.15, 0.25, 0.5, 1, 2.5, 5, 10];
const lagBounds = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** What a runner measures about itself, in Prometheus' text format. */
export class RunnerMetrics {
  readonly #client: Database['$client'];
  readonly #folder: string;
  /** Seconds from request to answer, by method, route and status. */
  readonly http = new Histogram('heed_http_request_seconds', 'Time to answer, by route.', answerBounds);
  /** Seconds from an event's time to its way out to a live stream. */
  readonly lag = new Histogram('heed_event_lag_seconds', 'From an event to its live streams.', lagBounds);
  #streams = 0;

  constructor(client: Database['$client'], folder: string) {
    this.#client = client;
    this.#folder = folder;
  }

  /** Passes a stream of events on and measures how late the live ones are. */
  async *watch(events: AsyncIterable<RunEvent>): AsyncGenerator<RunEvent> {
    const since = Date.now();
    this.#streams += 1;
    try {
      for await (const event of events) {
        if (event.at >= since) this.lag.observe((Date.now() - event.at) / 1000);
        yield event;
      }
    } finally {
      this.#streams -= 1;
    }
  }

  text(): string {
    const { rss, heapUsed } = process.memoryUsage();
    const nodes = this.#liveNodes();
    return [
      metricText('heed_info', 'gauge', 'Version of this runner.', [
        { labels: { version: heedVersion }, value: 1 },
      ]),
      metricText('heed_runs', 'gauge', 'Runs by state.', this.#byState('runs', runStates)),
      metricText('heed_nodes', 'gauge', 'Nodes of runs that are not over, by state.', nodes),
      metricText('heed_queued_nodes', 'gauge', 'Nodes that wait for a slot or for other nodes.', [
        { value: nodes.find(({ labels }) => labels.state === 'queued')?.value ?? 0 },
      ]),
      metricText('heed_events_total', 'counter', 'Events ever written.', [{ value: this.#lastEvent() }]),
      metricText('heed_streams', 'gauge', 'Live streams of events.', [{ value: this.#streams }]),
      metricText('heed_disk_bytes', 'gauge', 'Disk of the data folder.', this.#disk()),
      metricText('heed_memory_bytes', 'gauge', 'Memory of the runner.', [
        { labels: { kind: 'resident' }, value: rss },
        { labels: { kind: 'heap' }, value: heapUsed },
      ]),
      metricText('heed_uptime_seconds', 'counter', 'Since the runner started.', [
        { value: process.uptime() },
      ]),
      this.lag.text(),
      this.http.text(),
    ].join('');
  }

  #byState(table: 'runs', states: readonly string[]) {
    return fillStates(
      this.#client.prepare(`SELECT state, count(*) AS value FROM ${table} GROUP BY state`).all(),
      states,
    );
  }

  #liveNodes() {
    const over = [...finalRunStates].map((state) => `'${state}'`).join(', ');
    const rows = this.#client
      .prepare(
        `SELECT attempts.state, count(*) AS value FROM runs JOIN attempts ON attempts.run = runs.id
         WHERE runs.state NOT IN (${over}) GROUP BY attempts.state`,
      )
      .all();
    return fillStates(rows, nodeStates);
  }

  #lastEvent(): number {
    return this.#client.prepare('SELECT coalesce(max(seq), 0) FROM events').pluck().get() as number;
  }

  #disk() {
    const { bavail, bsize, blocks } = statfsSync(this.#folder);
    const artifacts = this.#client.prepare('SELECT coalesce(sum(bytes), 0) FROM artifacts').pluck().get();
    return [
      { labels: { kind: 'free' }, value: bavail * bsize },
      { labels: { kind: 'total' }, value: blocks * bsize },
      { labels: { kind: 'artifacts' }, value: artifacts as number },
      { labels: { kind: 'database' }, value: sizeOf(join(this.#folder, 'heed.db')) },
    ];
  }
}

function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}

/** Every state with its count, those without any as 0, so that a graph of it has no holes. */
function fillStates(rows: unknown[], states: readonly string[]) {
  const counts = new Map((rows as { state: string; value: number }[]).map((row) => [row.state, row.value]));
  return states.map((state) => ({ labels: { state }, value: counts.get(state) ?? 0 }));
}
