import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { hasSoftwareAdapter, withSoftwareAdapter } from './software-adapter.ts';

async function trial(device: string, modelType: string, tuning: string) {
  const script = join(import.meta.dirname, 'device-trial.ts');
  const { stdout } = await promisify(execFile)(process.execPath, [script, device, modelType, tuning], {
    env: withSoftwareAdapter,
  });
  return JSON.parse(stdout.trim().split('\n').at(-1) as string) as { losses: number[]; tokens: number[][] };
}

test.skipIf(!hasSoftwareAdapter).each([
  ['gpt2', 'all'],
  ['qwen3', 'all'],
  ['qwen3', 'lora'],
])('training and generation of %s (%s) on WebGPU agree with the CPU', async (modelType, tuning) => {
  const onCpu = await trial('cpu', modelType, tuning);
  const onGpu = await trial('webgpu', modelType, tuning);
  for (const [step, loss] of onCpu.losses.entries()) expect(onGpu.losses[step]).toBeCloseTo(loss, 4);
  expect(onGpu.tokens).toEqual(onCpu.tokens);
});

test.skipIf(!hasSoftwareAdapter)(
  'an adapter in software counts when it is asked for by name, and never for auto',
  async () => {
    const module = JSON.stringify(join(import.meta.dirname, '../session/choose-device.ts'));
    const code = `import { chooseDevice } from ${module};
    console.log(JSON.stringify([await chooseDevice('webgpu'), await chooseDevice('auto')]));`;
    const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', code], {
      env: withSoftwareAdapter,
    });
    const [named, auto] = JSON.parse(stdout);
    expect(named).toEqual({ device: 'webgpu', rejected: [] });
    expect(auto.device).not.toBe('webgpu');
  },
);
