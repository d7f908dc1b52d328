import { chooseDevice, DeviceError, type DeviceName, defaultThreads } from '@heed/engine';
import { deviceTitles, type NodeContext, NodeError } from '@heed/schema';
import type { DeviceConfig } from './device-field.ts';

/** Finds the device that the form asks for, and says on the node which one it is and why others fell away. */
export async function openDevice(
  context: Pick<NodeContext<DeviceConfig>, 'config' | 'nodeId' | 'device' | 'log'>,
): Promise<DeviceName> {
  const { config, nodeId } = context;
  try {
    const { device, rejected } = await chooseDevice(config.device);
    const reasons = rejected.map((one) => ` ${deviceTitles[one.device]} fell away: ${one.reason.en}.`);
    context.device({ device, threads: defaultThreads(), rejected });
    context.log('info', `Computes on ${deviceTitles[device]}.${reasons.join('')}`);
    return device;
  } catch (error) {
    if (!(error instanceof DeviceError)) throw error;
    const { en, zh } = error.localized;
    throw new NodeError({ en: `Node "${nodeId}": ${en}`, zh: `节点“${nodeId}”：${zh}` });
  }
}
