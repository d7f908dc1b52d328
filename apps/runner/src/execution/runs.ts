import type { DeviceUse, RunEvent } from '@heed/schema';
import { and, desc, eq, isNull } from 'drizzle-orm';
import type { Services } from '../api/services.ts';
import type { NodeRunView, RunSummary, RunView } from '../api/views.ts';
import { graphs, runs } from '../db/tables.ts';
import { UserError } from '../errors.ts';
import { readSeries } from '../events/curves.ts';
import type { Labeling } from '../labeling/labeling.ts';
import { type AttemptRow, findRun, lastAttempt, lastAttempts, type RunRow } from './attempts.ts';
import { lostAttempts, pauseRun, resumeRun, stalledState } from './pauses.ts';
import type { Stores } from './persist.ts';
import { readQueue } from './queue.ts';
import { removeRun } from './remove-run.ts';
import { type RunStarter, startRun } from './start-run.ts';
import { readMessage } from './stored-message.ts';
import { summarize } from './summaries.ts';

/** Runs on one page of the history. */
const MOST_RUNS = 500;

function defined<Value>(value: Value | null): Value | undefined {
  return value ?? undefined;
}

function viewNode(row: AttemptRow, device: DeviceUse | undefined, labeling: Labeling): NodeRunView {
  const { run, node, kind, state, n: attempt, fraction, outputs, results } = row;
  return {
    ...{ node, kind, state, attempt, fraction, outputs: outputs ?? {}, results: results ?? {} },
    ...{
      message: row.message === null ? undefined : readMessage(row.message),
      secondsLeft: defined(row.secondsLeft),
    },
    ...{ startedAt: defined(row.startedAt), finishedAt: defined(row.finishedAt) },
    ...{ cache: defined(row.cache), error: defined(row.error) },
    device,
    labeling: labeling.quorum({ run, node }),
  };
}

/** Runs as the API shows them. */
export function runService(starter: RunStarter, labeling: Labeling): Omit<Services['runs'], 'preflight'> {
  const { db, log } = starter.stores;
  return {
    list: (graph) => listRuns(starter, graph),
    queue: (query) => readQueue(starter, labeling, query),
    get(id): RunView {
      const run = openRun(starter.stores, id);
      const devices = log.devices(id);
      const lost = lostAttempts(db, id);
      const stops = log.stops(id);
      const nodes = lastAttempts(db, id).map((row) => ({
        ...viewNode(row, devices.get(row.node), labeling),
        lost: lost.get(row.node),
        stopped: stops.get(row.node),
      }));
      const more = { lastSeq: log.lastSeq(id), error: defined(run.error), nodes };
      const view = { ...summarize(run, run.snapshot.name), graph: run.snapshot, ...more };
      return { ...view, ...stalledState(starter, run) };
    },
    start: (start) => startRun(starter, start),
    cancel(id) {
      openRun(starter.stores, id);
      starter.executor.dispatch({ type: 'cancel', run: id });
    },
    pause: (id) => pauseRun(starter, openRun(starter.stores, id)),
    resume: (id) => resumeRun(starter, openRun(starter.stores, id)),
    remove: (id) => removeRun(starter.stores, openRun(starter.stores, id)),
    events(run, after, signal): AsyncIterable<RunEvent> {
      openRun(starter.stores, run);
      return log.follow(run, after, signal);
    },
    metrics({ run, node, ...range }) {
      openRun(starter.stores, run);
      return readSeries(db, sourceOfCurves(starter.stores, run, node), node, range);
    },
    curves({ curves, ...range }) {
      const read = ({ run, node, name }: (typeof curves)[number]) => {
        openRun(starter.stores, run);
        const names = [name];
        const { series } = readSeries(db, sourceOfCurves(starter.stores, run, node), node, {
          names,
          ...range,
        });
        return { steps: [], values: [], ...series[0], run, node, name };
      };
      return { curves: curves.map(read) };
    },
    logs(query) {
      openRun(starter.stores, query.run);
      return log.lines(query);
    },
  };
}

function listRuns(starter: RunStarter, graph: string | undefined): RunSummary[] {
  return starter.stores.db
    .select()
    .from(runs)
    .innerJoin(graphs, eq(graphs.id, runs.graph))
    .where(and(isNull(runs.removedAt), graph === undefined ? undefined : eq(runs.graph, graph)))
    .orderBy(desc(runs.createdAt), desc(runs.id))
    .limit(MOST_RUNS)
    .all()
    .map((row) => ({ ...summarize(row.runs, row.graphs.name), ...stalledState(starter, row.runs) }));
}

/** A run by its id. Throws NOT_FOUND. */
function openRun({ db }: Stores, id: string): RunRow {
  const run = findRun(db, id);
  if (run && run.removedAt === null) return run;
  throw new UserError('NOT_FOUND', {
    en: `There is no run ${id}; the list of runs names those there are.`,
    zh: `没有运行 ${id}；运行列表列出了现有的运行。`,
  });
}

/** A node taken from the cache shows the curves of the run that computed it. */
function sourceOfCurves({ db }: Stores, run: string, node: string): string {
  const cache = lastAttempt(db, run, node)?.cache;
  return cache?.hit ? cache.fromRun : run;
}
