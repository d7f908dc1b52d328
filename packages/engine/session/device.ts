import * as ort from 'onnxruntime-node';

/** Where a graph runs. `auto` takes CUDA where its libraries are installed, otherwise the CPU. */
export type Device = 'auto' | 'cpu' | 'cuda' | 'tensorrt' | 'webgpu' | 'coreml' | 'dml';

/** Names of the execution providers that this onnxruntime-node can use, e.g. `['cpu', 'webgpu']`. */
export function availableDevices(): string[] {
  return ort
    .listSupportedBackends()
    .filter((backend) => backend.bundled)
    .map((backend) => backend.name);
}

/** The execution providers for a device, in order of preference. Throws if the machine lacks the device. */
export function providersFor(device: Device): string[] {
  const available = availableDevices();
  if (device === 'auto') return available.includes('cuda') ? ['cuda', 'cpu'] : ['cpu'];
  if (!available.includes(device))
    throw new Error(
      `The device "${device}" is not available here; choose one of: auto, ${available.join(', ')}.`,
    );
  return device === 'cpu' ? ['cpu'] : [device, 'cpu'];
}
