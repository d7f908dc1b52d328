import { existsSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import * as ort from 'onnxruntime-node';

/** Where a graph can run. */
export const deviceNames = ['cpu', 'cuda', 'webgpu', 'coreml', 'dml'] as const;
/** One of them. */
export type DeviceName = (typeof deviceNames)[number];
/** A wish: a device by name, or `auto` for the fastest that works. */
export type Device = 'auto' | DeviceName;

/** A sentence, or a part of one, in the languages of the people who read it. */
export interface Bilingual {
  en: string;
  zh: string;
}

/** Devices in the order in which `auto` tries them on a platform of Node; the CPU always works. */
export function candidates(platform: NodeJS.Platform = process.platform): DeviceName[] {
  if (platform === 'darwin') return ['coreml', 'webgpu', 'cpu'];
  if (platform === 'win32') return ['cuda', 'dml', 'webgpu', 'cpu'];
  return ['cuda', 'webgpu', 'cpu'];
}

/** The execution providers for a device: what it cannot compute falls to the CPU. */
export function providersFor(device: DeviceName): string[] {
  return device === 'cpu' ? ['cpu'] : [device, 'cpu'];
}

const packageFolder = dirname(createRequire(import.meta.url).resolve('onnxruntime-node/package.json'));

/** Why a device cannot work whatever its driver says, as far as files tell; undefined where it is worth a trial. */
export function obviousReason(device: DeviceName): Bilingual | undefined {
  const backend = ort.listSupportedBackends().find(({ name }) => name === device);
  if (backend === undefined)
    return {
      en: `onnxruntime does not have it on ${process.platform}`,
      zh: `${process.platform} 上的 onnxruntime 未包含它`,
    };
  if (backend.bundled || hasLibrary(device)) return undefined;
  return {
    en: 'its library is not installed (README.md, "Devices and memory", tells how)',
    zh: '未安装其运行库（方法见 README.md 的“Devices and memory”）',
  };
}

/** Providers that are not bundled come as a library beside onnxruntime's own, after a separate download. */
function hasLibrary(device: DeviceName): boolean {
  const files = readdirSync(join(packageFolder, 'bin'), { recursive: true }).map(String);
  return files.some((file) => file.includes(`onnxruntime_providers_${device}`));
}

/** Whether Linux shows a graphics device (by DRM, NVIDIA's driver or WSL); other systems are only known by trying. */
export function mayHaveGraphics(): boolean {
  if (process.platform !== 'linux') return true;
  return ['/dev/dri', '/dev/nvidia0', '/dev/dxg'].some((path) => existsSync(path));
}
