import { execFile } from 'node:child_process';
import { readdirSync, readFileSync, statfsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { cpus, hostname } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { machineMemory } from '@heed/nodes/machine.ts';
import { z } from 'zod';
import type { SystemInfo } from './api/views.ts';

const packageSchema = z.object({ version: z.string() });
const backendsSchema = z.array(z.object({ name: z.string(), bundled: z.boolean() }));

function readVersion(file: string): string {
  return packageSchema.parse(JSON.parse(readFileSync(file, 'utf8'))).version;
}

/** Version of this runner. */
export const heedVersion = readVersion(fileURLToPath(new URL('../package.json', import.meta.url)));

const engine = createRequire(import.meta.resolve('@heed/nodes/package.json'));
/** Asks onnxruntime in a process of its own, so that a broken driver cannot take the runner down. */
async function findDevices(): Promise<string[]> {
  const [first] = cpus();
  const processor = `${cpus().length} × ${first?.model.trim() || 'CPU'}`;
  const module = JSON.stringify(engine.resolve('onnxruntime-node'));
  const args = ['-e', `console.log(JSON.stringify(require(${module}).listSupportedBackends()))`];
  const { stdout } = await promisify(execFile)(process.execPath, args);
  const ready = backendsSchema
    .parse(JSON.parse(stdout))
    .filter((one) => one.bundled || isInstalled(one.name));
  return ready.map(({ name }) => (name === 'cpu' ? `cpu: ${processor}` : name));
}

/** Providers that are not bundled come as a library beside onnxruntime's own, after a separate download. */
function isInstalled(provider: string): boolean {
  const folder = join(dirname(engine.resolve('onnxruntime-node/package.json')), 'bin');
  const files = readdirSync(folder, { recursive: true }).map(String);
  return files.some((file) => file.includes(`onnxruntime_providers_${provider}`));
}

/** What of a system stays as it is while the runner lives. */
export type Fixed = Pick<SystemInfo, 'name' | 'version' | 'node' | 'onnxruntime' | 'devices'>;

let known: Promise<Fixed> | undefined;

/** Versions and devices; found out once. */
export function fixedInfo(): Promise<Fixed> {
  known ??= describeSystem();
  return known;
}

/** What this runner is, and what its machine has now. */
export async function systemInfo(
  dataDirectory: string,
  { slots, otherRunners }: Pick<SystemInfo, 'slots' | 'otherRunners'>,
): Promise<SystemInfo> {
  const { bavail, bsize, blocks } = statfsSync(dataDirectory);
  const disk = { total: blocks * bsize, free: bavail * bsize };
  return { ...(await fixedInfo()), dataDirectory, slots, memory: machineMemory(), disk, otherRunners };
}

async function describeSystem(): Promise<Fixed> {
  const onnxruntime = readVersion(engine.resolve('onnxruntime-node/package.json'));
  const devices = await findDevices().catch(() => ['cpu']);
  return { name: hostname(), version: heedVersion, node: process.version, onnxruntime, devices };
}
