import { cpus, loadavg } from 'node:os';
import { setTimeout } from 'node:timers/promises';

/** Above this share the two threads of a side no longer have two cores to themselves. */
const BUSY_SHARE = 0.2;

/** Processes that wanted to run in the last minute, on average; a benchmark before this one leaves up to 2 behind. */
const BUSY_LOAD = 2.5;

/** Whether other processes use the machine, from its load and from what its cores do for half a second. */
export async function isBusy(): Promise<boolean> {
  if ((loadavg()[0] ?? 0) > BUSY_LOAD) return true;
  const before = coreTimes();
  await setTimeout(500);
  const after = coreTimes();
  return 1 - (after.idle - before.idle) / Math.max(1, after.all - before.all) > BUSY_SHARE;
}

function coreTimes(): { idle: number; all: number } {
  const times = cpus().map((core) => core.times);
  const sum = (pick: (one: (typeof times)[number]) => number) =>
    times.reduce((all, one) => all + pick(one), 0);
  return {
    idle: sum(({ idle }) => idle),
    all: sum((one) => Object.values(one).reduce((all, part) => all + part, 0)),
  };
}
