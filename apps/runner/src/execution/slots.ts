import { readdirSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import type { NodeSpec, PlanStep } from '@heed/schema';
import type { SlotKind } from './core/node-record.ts';
import type { Slots } from './core/state.ts';

function listed(folder: string, pattern: RegExp): number {
  try {
    return readdirSync(folder).filter((name) => pattern.test(name)).length;
  } catch {
    return 0;
  }
}

/** GPUs that this process may use: as CUDA_VISIBLE_DEVICES lists them, else as the system shows them. */
function countGpus(): number {
  const visible = process.env.CUDA_VISIBLE_DEVICES;
  const nvidia = listed('/proc/driver/nvidia/gpus', /./);
  if (nvidia && visible !== undefined) return visible.split(',').filter(Boolean).length;
  if (process.platform !== 'linux') return 1;
  return nvidia || listed('/dev/dri', /^renderD/);
}

/** Slots of this machine: a node for each core, training on half as many since it uses several, one a GPU. */
export function machineSlots(cpu = availableParallelism(), gpu = countGpus()): Slots {
  return { cpu, training: Math.max(1, Math.floor(cpu / 2)), gpu };
}

/** What a node takes, as its kind tells for its config; a GPU only where the machine has one. */
export function slotOf({ resources }: PlanStep, spec: NodeSpec | undefined, slots: Slots): SlotKind {
  if (resources?.device === 'gpu') return slots.gpu > 0 ? 'gpu' : 'training';
  return spec && Object.hasOwn(spec.config.shape, 'device') ? 'training' : 'cpu';
}

/** Which GPU each node run has. */
export class GpuSlots {
  readonly #count: number;
  readonly #taken = new Map<string, number>();

  constructor(count: number) {
    this.#count = count;
  }

  /** Environment that shows a process only the GPU of its slot; nothing to say where there is one at most. */
  take(place: string, slot: SlotKind | undefined): NodeJS.ProcessEnv {
    if (slot !== 'gpu' || this.#count < 2) return {};
    const taken = new Set(this.#taken.values());
    const index =
      Array.from({ length: this.#count }, (_, number) => number).find((one) => !taken.has(one)) ?? 0;
    this.#taken.set(place, index);
    const names = process.env.CUDA_VISIBLE_DEVICES?.split(',').filter(Boolean);
    return { CUDA_VISIBLE_DEVICES: names?.[index] ?? String(index) };
  }

  giveBack(place: string): void {
    this.#taken.delete(place);
  }
}
