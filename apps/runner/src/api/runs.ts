import type { RunEvent } from '@heed/schema';
import { type TrackedEnvelope, tracked } from '@trpc/server';
import { z } from 'zod';
import {
  byId,
  curvesQuery,
  eventCursor,
  logQuery,
  metricsQuery,
  runFilter,
  runStart,
  runWish,
} from './inputs.ts';
import { queueQuery } from './run-inputs.ts';
import { queueView } from './run-views.ts';
import { designers, router, viewers } from './trpc.ts';
import { curvesView, logsView, preflightView, runSummaryView, runView, seriesView } from './views.ts';

/** Runs and their logs. `events` carries each event's sequence number as the SSE id. */
export const runs = router({
  list: viewers
    .input(runFilter)
    .output(z.array(runSummaryView))
    .query(({ ctx, input }) => ctx.services.runs.list(input.graph)),
  /** What is running, what waits, and for what: of all pipelines. */
  queue: viewers
    .input(queueQuery)
    .output(queueView)
    .query(({ ctx, input }) => ctx.services.runs.queue(input)),
  get: viewers
    .input(byId)
    .output(runView)
    .query(({ ctx, input }) => ctx.services.runs.get(input.id)),
  /** What a run would take: memory, and time and disk from earlier runs where they tell. */
  preflight: viewers
    .input(runWish)
    .output(preflightView)
    .mutation(({ ctx, input }) => ctx.services.runs.preflight(input)),
  start: designers
    .input(runStart)
    .output(byId)
    .mutation(({ ctx, input }) => ctx.services.runs.start(input)),
  /** Takes a run that is over out of sight; what only it referred to becomes collectable. */
  remove: designers.input(byId).mutation(({ ctx, input }) => ctx.services.runs.remove(input.id)),
  cancel: designers.input(byId).mutation(({ ctx, input }) => ctx.services.runs.cancel(input.id)),
  pause: designers.input(byId).mutation(({ ctx, input }) => ctx.services.runs.pause(input.id)),
  resume: designers.input(byId).mutation(({ ctx, input }) => ctx.services.runs.resume(input.id)),
  events: viewers.input(eventCursor).subscription(async function* ({
    ctx,
    input,
    signal,
  }): AsyncGenerator<TrackedEnvelope<RunEvent>> {
    const after = Number(input.lastEventId ?? 0) || 0;
    const stopped = signal ?? new AbortController().signal;
    for await (const event of ctx.services.runs.events(input.run, after, stopped)) {
      yield tracked(String(event.seq), event);
    }
  }),
  metrics: viewers
    .input(metricsQuery)
    .output(seriesView)
    .query(({ ctx, input }) => ctx.services.runs.metrics(input)),
  curves: viewers
    .input(curvesQuery)
    .output(curvesView)
    .query(({ ctx, input }) => ctx.services.runs.curves(input)),
  logs: viewers
    .input(logQuery)
    .output(logsView)
    .query(({ ctx, input }) => ctx.services.runs.logs(input)),
});
