import type { Bilingual, DeviceName } from '@heed/nodes/devices.ts';
import { deviceTitles, type PlanStep, type Problem, problem } from '@heed/schema';

/** What of a machine the nodes of a run name in their settings. */
export interface Machine {
  /** Names of the endpoints that the runner knows. */
  endpoints: readonly string[];
  /** Why a device cannot be used; undefined if it can. */
  whyNot(device: DeviceName): Promise<Bilingual | undefined>;
}

/**
 * Devices and endpoints that nodes name and that are not here. Every kind that opens a model names its device in
 * `device`, every kind that calls a model elsewhere names that place in `endpoint`.
 */
export async function missingNeeds(steps: readonly PlanStep[], machine: Machine): Promise<Problem[]> {
  const devices = new Set(steps.flatMap(({ config }) => namedDevice(config) ?? []));
  const reasons = new Map<DeviceName, Bilingual>();
  for (const device of devices) {
    const reason = await machine.whyNot(device);
    if (reason) reasons.set(device, reason);
  }
  return steps.flatMap((step) => [...missingDevice(step, reasons), ...missingEndpoint(step, machine)]);
}

/** The device that a node must have; the CPU is always there. */
function namedDevice({ device }: PlanStep['config']): DeviceName | undefined {
  if (typeof device !== 'string' || device === 'cpu' || !Object.hasOwn(deviceTitles, device))
    return undefined;
  return device as DeviceName;
}

function missingDevice({ node, config }: PlanStep, reasons: ReadonlyMap<DeviceName, Bilingual>): Problem[] {
  const device = namedDevice(config);
  const reason = device && reasons.get(device);
  if (!reason) return [];
  const parameters = { node, device: deviceTitles[device], reason: reason.en, reasonZh: reason.zh };
  return [problem('missing-device', parameters, { node, parameter: 'device' })];
}

function missingEndpoint({ node, config: { endpoint } }: PlanStep, { endpoints }: Machine): Problem[] {
  if (typeof endpoint !== 'string' || endpoints.includes(endpoint)) return [];
  const parameters = { node, endpoint, others: endpoints.join(', '), othersZh: endpoints.join('、') };
  return [problem('missing-endpoint', parameters, { node, parameter: 'endpoint' })];
}
