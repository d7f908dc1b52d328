import { deviceTitles, field, text } from '@heed/schema';
import { z } from 'zod';

const devices = Object.entries(deviceTitles).map(([name, title]) => [name, text(title, title)] as const);

/** Where a node computes; every kind that opens a model shows this field. It never changes what is computed. */
export const deviceField = {
  device: field(z.enum(['auto', 'cpu', 'cuda', 'webgpu', 'coreml', 'dml']).default('auto'), {
    title: text('Device', '计算设备'),
    help: text(
      'Where the model computes. Automatic takes the first of CUDA, Core ML or DirectML, WebGPU and CPU that works on the machine, by trying; a device chosen here must work, or the node stops with the reason.',
      '模型在哪里计算。“自动”按 CUDA、Core ML 或 DirectML、WebGPU、CPU 的顺序逐一尝试，取本机第一个可用的设备；若在此指定设备而其不可用，节点会停止并说明原因。',
    ),
    options: { auto: text('Automatic', '自动'), ...Object.fromEntries(devices) },
    advanced: true,
    affectsResult: false,
  }),
};

/** The part of a node's config that this field makes. */
export interface DeviceConfig {
  device: 'auto' | keyof typeof deviceTitles;
}

/** A node may take the slot of a GPU unless it is told to compute on the CPU. */
export function computeResources({ device }: DeviceConfig): { device: 'cpu' | 'gpu' } {
  return { device: device === 'cpu' ? 'cpu' : 'gpu' };
}
