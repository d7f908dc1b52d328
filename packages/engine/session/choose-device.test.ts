import { describe, expect, test } from 'vitest';
import { chooseDevice, DeviceError, whyNot } from './choose-device.ts';
import { candidates, deviceNames } from './device.ts';

describe('the device is chosen by trying', () => {
  test('the CPU always works and nothing falls away before it', async () => {
    expect(await chooseDevice('cpu')).toEqual({ device: 'cpu', rejected: [] });
  });

  test('auto gives a device that works, and says of each one before it why it does not', async () => {
    const { device, rejected } = await chooseDevice();
    expect([...rejected.map((one) => one.device), device]).toEqual(
      candidates().slice(0, rejected.length + 1),
    );
    expect(await whyNot(device)).toBeUndefined();
    for (const { reason } of rejected) {
      expect(reason.en).toMatch(/^\S.*[^.]$/);
      expect(reason.zh).toMatch(/\p{Script=Han}/u);
    }
  });

  test('each platform tries its own devices, the CPU last', () => {
    for (const platform of ['linux', 'darwin', 'win32'] as const) {
      expect(candidates(platform).at(-1)).toBe('cpu');
      for (const device of candidates(platform)) expect(deviceNames).toContain(device);
    }
    expect(candidates('darwin')).toContain('coreml');
    expect(candidates('win32')).toContain('dml');
  });

  test('a device that is asked for and cannot be had is one sentence with the reason', async () => {
    const missing = process.platform === 'darwin' ? 'dml' : 'coreml';
    const failed = chooseDevice(missing);
    await expect(failed).rejects.toThrow(DeviceError);
    await expect(failed).rejects.toThrow(
      `The device "${missing}" cannot be used: onnxruntime does not have it on ${process.platform}; choose another device or "auto".`,
    );
  });
});
