import { cpus } from 'node:os';
import { setTimeout } from 'node:timers/promises';

/** Above this share the two threads of a side no longer have two cores to themselves. */
const BUSY_SHARE = 0.2;

/** Whether other processes use the machine now, from what its cores do for half a second. */
export async function isBusy(): Promise<boolean> {
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
