import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CheckpointFolder } from '../../apps/runner/src/worker/checkpoints.ts';
import { Outbox } from '../../apps/runner/src/worker/outbox.ts';

/** Saves one checkpoint after the other into a folder until it is killed, and tells each number once it is saved. */
const [folder = '', first = '1'] = process.argv.slice(2);
const outbox = new Outbox(() => {});
const store = new CheckpointFolder({ folder, everyMs: 0, outbox, signal: new AbortController().signal });
for (let number = Number(first); ; number++) {
  const text = `${number} `.repeat(20_000);
  await store.save(async (directory) => {
    for (const name of ['a', 'b', 'c']) writeFileSync(join(directory, name), text);
  });
  process.stdout.write(`${number}\n`);
}
