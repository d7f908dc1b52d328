import { chooseDevice, DeviceError, type DeviceName, defaultThreads } from '@heed/engine';
import {
  type DeviceUse,
  deviceTitles,
  type Localized,
  type NodeContext,
  NodeError,
  text,
} from '@heed/schema';
import type { DeviceConfig } from './device-field.ts';

/** Where the node computes, and why the other devices fell away. */
function deviceLine(device: DeviceName, rejected: DeviceUse['rejected']): Localized {
  const all = rejected.map(({ device: other, reason }) => {
    const title = deviceTitles[other];
    return text(` ${title} fell away: ${reason.en}.`, `未采用 ${title}：${reason.zh}。`);
  });
  return text(
    `Computes on ${deviceTitles[device]}.${all.map(({ en }) => en).join('')}`,
    `计算设备：${deviceTitles[device]}。${all.map(({ zh }) => zh).join('')}`,
  );
}

/** Finds the device that the form asks for, and says on the node which one it is and why others fell away. */
export async function openDevice(
  context: Pick<NodeContext<DeviceConfig>, 'config' | 'nodeId' | 'device' | 'log'>,
): Promise<DeviceName> {
  const { config, nodeId } = context;
  try {
    const { device, rejected } = await chooseDevice(config.device);
    context.device({ device, threads: defaultThreads(), rejected });
    context.log('info', deviceLine(device, rejected));
    return device;
  } catch (error) {
    if (!(error instanceof DeviceError)) throw error;
    const { en, zh } = error.localized;
    throw new NodeError({ en: `Node "${nodeId}": ${en}`, zh: `节点“${nodeId}”：${zh}` });
  }
}
