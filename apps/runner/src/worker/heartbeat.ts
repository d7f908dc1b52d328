import { writeSync } from 'node:fs';
import { workerData } from 'node:worker_threads';
import { BEAT_MS, BEATS_FD, LONGEST_TURN_MS } from './beats.ts';

/**
 * A thread that tells the runner that the process lives, also while the node computes for a while without a pause. It
 * falls silent where the node does not come round for very long, and ends the process when the runner is gone.
 */
const turns = new Int32Array(workerData as SharedArrayBuffer);
let seen = -1;
let turnedAt = performance.now();

setInterval(() => {
  const now = Atomics.load(turns, 0);
  if (now !== seen) turnedAt = performance.now();
  seen = now;
  try {
    writeSync(BEATS_FD, performance.now() - turnedAt < LONGEST_TURN_MS ? '1' : '0');
  } catch {
    process.kill(process.pid, 'SIGKILL');
  }
}, BEAT_MS);
