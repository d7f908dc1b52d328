import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** Debian's Chromium brings SwiftShader, a Vulkan device in software, so that WebGPU runs without a GPU. */
const folder = '/usr/lib/chromium';
const driver = join(folder, 'vk_swiftshader_icd.json');

/** Whether it is there. */
export const hasSoftwareAdapter = existsSync(driver) && existsSync(join(folder, 'libvulkan.so.1'));

/** The environment of a process that is to find it. */
export const withSoftwareAdapter: NodeJS.ProcessEnv = {
  ...process.env,
  VK_ICD_FILENAMES: driver,
  LD_LIBRARY_PATH: folder,
};
