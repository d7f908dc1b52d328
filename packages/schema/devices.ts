import { z } from 'zod';
import { localizedSchema } from './text.ts';

/** What the devices that a node can compute on are called; the same in both languages. */
export const deviceTitles = {
  cpu: 'CPU',
  cuda: 'CUDA',
  webgpu: 'WebGPU',
  coreml: 'Core ML',
  dml: 'DirectML',
} as const;
export const computeDeviceSchema = z.enum(Object.keys(deviceTitles) as [ComputeDevice, ...ComputeDevice[]]);
export type ComputeDevice = keyof typeof deviceTitles;

/** Where a node computes, and the devices before it that could not be used, each with a phrase that says why. */
export const deviceUseSchema = z.object({
  device: computeDeviceSchema,
  threads: z.int().min(1),
  rejected: z.array(z.object({ device: computeDeviceSchema, reason: localizedSchema })),
});
export type DeviceUse = z.infer<typeof deviceUseSchema>;
