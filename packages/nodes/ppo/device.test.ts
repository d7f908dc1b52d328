import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { hasSoftwareAdapter, withSoftwareAdapter } from '../../engine/testing/software-adapter.ts';

interface Update {
  device: string;
  texts: string[];
  scores: number[];
  advantages: number[];
  metrics: Record<string, number>;
  weights: number[];
}

/** Largest difference that is allowed; 1.2e-7 was measured, where the weights move by 1.2e-2. */
const WEIGHT_TOLERANCE = 1e-5;
/** Of a metric, relative to its size. */
const METRIC_TOLERANCE = 1e-4;
/** An adapter in software computes some hundred times slower than the CPU, and other tests run beside it. */
const PATIENCE_MS = 300_000;
const isTime = (name: string) => name.endsWith('Seconds') || name === 'tokensPerSecond';

function expectNear(found: readonly number[], wanted: readonly number[], tolerance: number, what: string) {
  expect(found, what).toHaveLength(wanted.length);
  const differences = wanted.map((value, index) => Math.abs(value - (found[index] as number)));
  expect(Math.max(...differences), what).toBeLessThan(tolerance);
}

test.skipIf(!hasSoftwareAdapter)(
  'a whole update of PPO on WebGPU is the one on the CPU: sampling, scoring, advantages, both trainers',
  async () => {
    const script = join(import.meta.dirname, 'device-trial.ts');
    const { stdout } = await promisify(execFile)(process.execPath, [script, 'cpu', 'webgpu'], {
      env: withSoftwareAdapter,
      maxBuffer: 2 ** 26,
    });
    const { initial, updates } = JSON.parse(stdout.trim().split('\n').at(-1) as string) as {
      initial: number[];
      updates: [Update, Update];
    };
    const [cpu, webgpu] = updates;
    expect([cpu.device, webgpu.device]).toEqual(['cpu', 'webgpu']);
    expect(webgpu.texts).toEqual(cpu.texts);
    expectNear(webgpu.scores, cpu.scores, 1e-5, 'scores');
    expectNear(webgpu.advantages, cpu.advantages, 1e-5, 'advantages');
    expectNear(webgpu.weights, cpu.weights, WEIGHT_TOLERANCE, 'weights');
    const moved = cpu.weights.map((weight, index) => Math.abs(weight - (initial[index] as number)));
    expect(Math.max(...moved)).toBeGreaterThan(100 * WEIGHT_TOLERANCE);
    for (const [name, value] of Object.entries(cpu.metrics).filter(([metric]) => !isTime(metric))) {
      const allowed = METRIC_TOLERANCE * Math.max(1, Math.abs(value));
      expectNear([webgpu.metrics[name] as number], [value], allowed, `metric ${name}`);
    }
  },
  PATIENCE_MS,
);
