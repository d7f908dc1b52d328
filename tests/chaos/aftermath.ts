import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { MANIFEST_FILE, type Manifest } from '@heed/schema';
import { processStart } from '../../apps/runner/src/execution/processes.ts';
import { openRunner, type Runner } from '../../apps/runner/src/runner.ts';

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

function hold(promise: boolean, broken: string): asserts promise {
  if (!promise) throw new Error(broken);
}

/**
 * Holds a data folder to what it had told of a run: no event is lost or changed, every node succeeded once and published
 * each output once, every artifact is whole and known, and nothing is left over. Gives the ids of the outputs.
 */
export async function checkAftermath(
  data: string,
  run: string,
  told: ReadonlyMap<number, string>,
): Promise<Record<string, string>> {
  const runner = await openRunner({ dataFolder: data, resume: false });
  try {
    checkEvents(runner, run, told);
    const outputs = checkNodes(runner, run);
    checkArtifacts(data, runner, Object.values(outputs));
    checkLeftovers(data, runner);
    return outputs;
  } finally {
    await runner.close();
  }
}

function checkEvents({ log }: Runner, run: string, told: ReadonlyMap<number, string>): void {
  const stored = new Map<number, string>();
  for (let page = log.after(run, 0); page.length; page = log.after(run, page.at(-1)?.seq ?? 0))
    for (const event of page) stored.set(event.seq, JSON.stringify(event));
  for (const [seq, event] of told)
    hold(stored.get(seq) === event, `Event ${seq} was told as ${event} and is now ${stored.get(seq)}.`);
  hold(stored.size === told.size, `${stored.size} events are stored, but ${told.size} were told.`);
}

function checkNodes({ services, log }: Runner, run: string): Record<string, string> {
  const view = services.runs.get(run);
  hold(view.state === 'succeeded', `The run ${view.state}: ${view.error?.en}`);
  const seen = new Map<string, number>();
  const count = (what: string) => seen.set(what, (seen.get(what) ?? 0) + 1);
  for (let page = log.after(run, 0); page.length; page = log.after(run, page.at(-1)?.seq ?? 0))
    for (const { payload } of page) {
      if (payload.type === 'node-state' && payload.state === 'succeeded') count(payload.node);
      if (payload.type === 'output') count(`${payload.node}.${payload.port}`);
    }
  const outputs = view.nodes.flatMap(({ node, outputs }) =>
    Object.entries(outputs).map(([port, id]) => [`${node}.${port}`, id] as const),
  );
  const expected = [...view.nodes.map(({ node }) => node), ...outputs.map(([place]) => place)];
  for (const what of expected) hold(seen.get(what) === 1, `${what} was made ${seen.get(what) ?? 0} times.`);
  hold(seen.size === expected.length, `Something was published that no node has: ${[...seen.keys()]}`);
  return Object.fromEntries(outputs);
}

function checkArtifacts(data: string, { artifacts, database }: Runner, ids: readonly string[]): void {
  const folders = readdirSync(join(data, 'artifacts'));
  const known = database.prepare('SELECT id FROM artifacts').pluck().all() as string[];
  const wanted = [...new Set(ids)].sort();
  hold(folders.sort().join() === wanted.join(), `Folders ${folders} instead of ${wanted}.`);
  hold(known.sort().join() === wanted.join(), `Known artifacts ${known} instead of ${wanted}.`);
  for (const id of wanted) {
    const folder = artifacts.folderOf(id);
    const text = readFileSync(join(folder, MANIFEST_FILE));
    hold(sha256(text) === id, `The manifest of ${id} has changed.`);
    for (const { path, sha256: digest } of (JSON.parse(String(text)) as Manifest).files)
      hold(sha256(readFileSync(join(folder, path))) === digest, `${path} of ${id} has changed.`);
  }
}

function checkLeftovers(data: string, { database }: Runner): void {
  const list = (name: string) => (existsSync(join(data, name)) ? readdirSync(join(data, name)) : []);
  hold(list('staging').length === 0, `Left in staging: ${list('staging')}`);
  hold(list('checkpoints').length === 0, `Left of checkpoints: ${list('checkpoints')}`);
  const attempts = database
    .prepare('SELECT pid, pid_start AS start FROM attempts WHERE pid IS NOT NULL')
    .all();
  for (const { pid, start } of attempts as { pid: number; start: string }[])
    hold(processStart(pid) !== start, `The node process ${pid} still runs.`);
}
