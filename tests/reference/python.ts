import { execFile, spawnSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe } from 'vitest';

/** The values that record.sh wrote. */
export const RECORDED = join(import.meta.dirname, 'recorded');

const SCRIPTS = join(import.meta.dirname, 'torch');
const MODULES = ['torch', 'transformers', 'tokenizers', 'safetensors'];

/** The Python to compare with: HEED_PYTHON, or `python3` where it has the modules; undefined where there is none. */
export const python: string | undefined = findPython();

function findPython(): string | undefined {
  const chosen = process.env.HEED_PYTHON;
  if (hasModules(chosen ?? 'python3')) return chosen ?? 'python3';
  if (chosen === undefined) return undefined;
  throw new Error(
    `HEED_PYTHON=${chosen} cannot import ${MODULES.join(', ')}: install tests/reference/requirements.txt.`,
  );
}

function hasModules(command: string, modules = MODULES): boolean {
  const check = `import importlib.util as u, sys; sys.exit(not all(map(u.find_spec, ${JSON.stringify(modules)})))`;
  return spawnSync(command, ['-c', check], { stdio: 'ignore' }).status === 0;
}

/** Runs one of the recording scripts. Throws with what Python said when it fails. */
export async function runScript(name: string, ...args: string[]): Promise<void> {
  const environment = { ...process.env, HF_HUB_OFFLINE: '1', OMP_NUM_THREADS: '1' };
  await promisify(execFile)(python as string, [join(SCRIPTS, name), ...args], { env: environment });
}

/** A folder that exists while the surrounding tests run. */
export function temporaryFolder(): () => string {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'heed-reference-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));
  return () => folder;
}

/** Tests that need Python; without one, or without the further modules, they are skipped and their title says why. */
export function describeLive(title: string, tests: () => void, modules: string[] = []): void {
  if (python === undefined)
    describe.skip(`${title} (no Python with torch and transformers; set HEED_PYTHON)`, tests);
  else if (!hasModules(python, modules))
    describe.skip(`${title} (${python} lacks ${modules.join(' or ')}; install requirements.txt)`, tests);
  else describe(`${title}, live in Python`, tests);
}

/**
 * Runs the same tests on the recorded values and, where there is a Python (with the further modules), on values made
 * now by `record`. `tests` gets a function that names the folder with the values.
 */
export function describeReference(
  title: string,
  record: (folder: string) => Promise<void>,
  tests: (folder: () => string) => void,
  modules?: string[],
): void {
  describe(`${title}, recorded`, () => tests(() => RECORDED));
  const live = () => {
    const folder = temporaryFolder();
    beforeAll(() => record(folder()));
    tests(folder);
  };
  describeLive(title, live, modules);
}
