import { NodeError } from '@heed/schema';
import { expect, test } from 'vitest';
import spec from '../generate/spec.ts';
import { testContext } from '../testing/index.ts';
import { openDevice } from './device.ts';
import { computeResources } from './device-field.ts';

test('a node says which device it computes on and what fell away', async () => {
  await using trial = await testContext(spec);
  const device = await openDevice(trial.context);
  expect(trial.devices).toEqual([{ device, threads: expect.any(Number), rejected: expect.any(Array) }]);
  expect(trial.logs[0]?.text).toMatch(/^Computes on \w+/);
  for (const { reason } of trial.devices[0]?.rejected ?? [])
    expect(trial.logs[0]?.text).toContain(`fell away: ${reason.en}.`);
});

test('a device that is not there ends the node in one sentence in both languages', async () => {
  const missing = process.platform === 'darwin' ? 'dml' : 'coreml';
  await using trial = await testContext(spec, { config: { device: missing }, nodeId: 'sampler' });
  const failure = await openDevice(trial.context).catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(NodeError);
  const { en, zh } = (failure as NodeError).localized;
  expect(en).toMatch(
    new RegExp(`^Node "sampler": The device "${missing}" cannot be used: .*; choose another device`),
  );
  expect(zh).toContain(`无法使用设备“${missing}”`);
});

test('only a node that is kept to the CPU leaves the GPU to others', () => {
  expect(computeResources({ device: 'cpu' })).toEqual({ device: 'cpu' });
  expect(computeResources({ device: 'auto' })).toEqual({ device: 'gpu' });
});
