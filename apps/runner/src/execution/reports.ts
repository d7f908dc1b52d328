import { type DeviceUse, type FiredRule, firedText, type Message, type StopRule, text } from '@heed/schema';
import { and, eq } from 'drizzle-orm';
import type { NodeOfRun } from '../api/inputs.ts';
import { digestOf } from '../canonical.ts';
import { transact } from '../db/open.ts';
import { attempts } from '../db/tables.ts';
import { addPoints } from '../events/metrics.ts';
import type { LogLine, Point } from '../worker/messages.ts';
import type { Firing } from '../worker/stop-rules.ts';
import type { Place } from './core/state.ts';
import type { Kinds } from './kinds.ts';
import type { Stores } from './persist.ts';
import { storedMessage } from './stored-message.ts';

/** Before this share of the work an estimate of the rest is a guess. */
const LEAST_FRACTION = 0.02;

/** The attempt that holds a lease. */
function underFence({ run, node, fence }: Place) {
  return and(eq(attempts.run, run), eq(attempts.node, node), eq(attempts.fence, fence));
}

/**
 * Seconds to go if the rest takes as long as the part that was done since `from`, where a checkpoint was left;
 * undefined while too little is done.
 */
export function secondsLeft(fraction: number, elapsedMs: number, from = 0): number | undefined {
  const done = fraction - from;
  if (done < LEAST_FRACTION) return undefined;
  return Math.round((elapsedMs / 1000) * ((1 - fraction) / done) * 10) / 10;
}

export function addProgress(
  { db, log }: Stores,
  place: Place,
  { fraction, message, from }: { fraction: number; message?: Message; from: number },
): void {
  const now = Date.now();
  transact(db, () => {
    const row = db.select().from(attempts).where(underFence(place)).get();
    if (!row) return;
    const left = secondsLeft(fraction, now - (row.startedAt ?? now), from);
    const change = {
      fraction,
      message: message === undefined ? null : storedMessage(message),
      secondsLeft: left ?? null,
    };
    db.update(attempts).set(change).where(underFence(place)).run();
    log.append(place.run, now, {
      type: 'progress',
      ...{ node: place.node, fraction, message, secondsLeft: left },
    });
  });
  log.wake(place.run);
}

export function addMetrics({ db, log }: Stores, { run, node }: NodeOfRun, points: Point[]): void {
  transact(db, () => {
    const added = addPoints(db, run, node, points);
    if (added.length) log.append(run, Date.now(), { type: 'metrics', node, points: added });
  });
  log.wake(run);
}

export function addLogLines({ db, log }: Stores, { run, node }: NodeOfRun, lines: readonly LogLine[]): void {
  transact(db, () => {
    for (const { level, text } of lines) log.append(run, Date.now(), { type: 'log', node, level, text });
  });
  log.wake(run);
}

export function addDevice({ db, log }: Stores, { run, node }: NodeOfRun, use: DeviceUse): void {
  transact(db, () => log.append(run, Date.now(), { type: 'device', node, ...use }));
  log.wake(run);
}

/** What a stop rule has said, in words; undefined where the same rule has fired in this run before. */
export function firedRule(
  { log }: Stores,
  { catalogue }: Kinds,
  { run, node }: NodeOfRun,
  { kind, stop }: { kind: string; stop: readonly StopRule[] },
  { rule: index, step, value }: Firing,
): FiredRule | undefined {
  const rule = stop[index];
  const known = log.stops(run).get(node) ?? [];
  const isKnown = known.some((one) => digestOf(one.rule) === digestOf(rule));
  if (!rule || isKnown) return undefined;
  const title = catalogue.get(kind)?.metrics[rule.metric]?.title ?? text(rule.metric, rule.metric);
  return { rule, step, value, message: firedText(node, rule, title, step) };
}

export function addStop({ db, log }: Stores, { run, node }: NodeOfRun, fired: FiredRule): void {
  transact(db, () => log.append(run, Date.now(), { type: 'stop-rule', node, ...fired }));
  log.wake(run);
}
