import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import type { Served } from './served.ts';

const root = join(import.meta.dirname, '../../..');
const cache = join(root, 'node_modules/.cache/heed-prepared');
/** What a run, and what is done with it, is made of. */
const support = 'tests/journeys/support';
const sources = [
  'packages',
  'apps/runner/src',
  'templates',
  ...['dialogue', 'finished', 'furnished', 'graphs', 'hostile', 'labelers', 'people'].map(
    (name) => `${support}/${name}.ts`,
  ),
];
/** How often a test file looks whether another one has prepared the folder. */
const LOOK_AGAIN_MS = 200;
/** A folder that took longer than this to make was left by a process that ended. */
const ABANDONED_MS = 120_000;

/**
 * A data folder that is made once for each state of the sources, and kept with what `make` says about it; tests copy
 * it, so that they train nothing. Of several test files that want it at the same time one makes it.
 */
export async function preparedFolder<About>(
  name: string,
  make: () => Promise<{ served: Served; about: About }>,
): Promise<{ data: string; about: About }> {
  const folder = join(cache, `${name}-${digest()}`);
  const claim = `${folder}.claim`;
  mkdirSync(cache, { recursive: true });
  while (!existsSync(folder)) {
    if (claimed(claim)) await keep(folder, make).finally(() => rmSync(claim, { recursive: true }));
    else await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS));
  }
  return { data: join(folder, 'data'), about: JSON.parse(readFileSync(join(folder, 'about.json'), 'utf8')) };
}

/** True for the one who may make it. */
function claimed(claim: string): boolean {
  try {
    mkdirSync(claim);
    return true;
  } catch {
    const isAbandoned = existsSync(claim) && Date.now() - statSync(claim).mtimeMs > ABANDONED_MS;
    if (isAbandoned) rmSync(claim, { recursive: true, force: true });
    return false;
  }
}

async function keep<About>(
  folder: string,
  make: () => Promise<{ served: Served; about: About }>,
): Promise<void> {
  const { served, about } = await make();
  await using made = served;
  await made.stop();
  const name = folder.slice(0, folder.lastIndexOf('-') + 1);
  for (const one of readdirSync(cache)) {
    const path = join(cache, one);
    if (path.startsWith(name) && !path.startsWith(folder)) rmSync(path, { recursive: true, force: true });
  }
  const whole = `${folder}.whole`;
  rmSync(whole, { recursive: true, force: true });
  cpSync(made.data, join(whole, 'data'), { recursive: true });
  writeFileSync(join(whole, 'about.json'), JSON.stringify(about));
  renameSync(whole, folder);
}

function digest(): string {
  const hash = createHash('sha256');
  for (const file of sources.flatMap((source) => filesIn(join(root, source)))) {
    hash.update(file).update(readFileSync(file));
  }
  return hash.digest('hex').slice(0, 16);
}

/** Files that decide what a run does, in order; tests and builds do not. */
function filesIn(path: string): string[] {
  if (statSync(path).isFile()) return /\.test\.tsx?$/.test(path) ? [] : [path];
  return readdirSync(path)
    .filter((name) => name !== 'node_modules' && name !== 'dist')
    .sort()
    .flatMap((name) => filesIn(join(path, name)));
}
