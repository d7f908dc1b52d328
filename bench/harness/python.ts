import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { isBusy } from './busy.ts';
import { Side } from './side.ts';

const FOLDER = join(import.meta.dirname, '..');
const MODULES = ['torch', 'transformers', 'trl'];

/** The Python of the other side: HEED_PYTHON, or what setup.sh made; undefined where there is none. */
export function findPython(): string | undefined {
  const own = join(FOLDER, '.venv', 'bin', 'python');
  const chosen = process.env.HEED_PYTHON ?? (existsSync(own) ? own : undefined);
  if (chosen === undefined) return undefined;
  const check = `import importlib.util as u, sys; sys.exit(not all(map(u.find_spec, ${JSON.stringify(MODULES)})))`;
  return spawnSync(chosen, ['-c', check], { stdio: 'ignore' }).status === 0 ? chosen : undefined;
}

/**
 * Starts Python's side for any number of jobs, or for a single one of the named task. Threads of PyTorch spin while they
 * wait for each other: the fastest way on an idle machine, and by far the slowest on a busy one, where they may sleep.
 */
export async function startPython(python: string, task?: string): Promise<Side> {
  const script = join(FOLDER, 'python', 'server.py');
  const environment: Record<string, string> = (await isBusy()) ? { OMP_WAIT_POLICY: 'PASSIVE' } : {};
  return new Side('Python', python, task === undefined ? [script] : [script, task], environment);
}

/** Starts our side, for one job. */
export function startHeed(): Side {
  return new Side('Heed', process.execPath, [join(FOLDER, 'heed', 'worker.ts')]);
}
