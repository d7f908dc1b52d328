import { totalmem } from 'node:os';
import type { Bilingual } from '../session/device.ts';

/** Memory of the machine, or of the container that holds this process, in bytes. */
export interface MachineMemory {
  total: number;
  /** Without what other processes use. */
  free: number;
}

/** What there is now. */
export function machineMemory(): MachineMemory {
  const limit = process.constrainedMemory();
  const total = limit > 0 ? Math.min(totalmem(), limit) : totalmem();
  return { total, free: Math.min(total, process.availableMemory()) };
}

/** More memory was asked for than the machine has. */
export class MemoryError extends Error {
  readonly localized: Bilingual;
  constructor(localized: Bilingual) {
    super(localized.en);
    this.name = 'MemoryError';
    this.localized = localized;
  }
}

/** `1.5 GB`, or in MB below a gigabyte. */
export function bytesText(bytes: number): string {
  const [size, unit] = bytes < 1e9 ? [bytes / 1e6, 'MB'] : [bytes / 1e9, 'GB'];
  return `${size < 10 ? size.toFixed(1) : Math.round(size).toLocaleString('en')} ${unit}`;
}

/**
 * Throws a MemoryError where more bytes are asked for than the machine has in all, before anything is allocated: the
 * system would end the process without a word. `what` takes them; `advice` says what to lower.
 */
export function requireMemory(
  bytes: number,
  { what, advice }: { what: Bilingual; advice: Bilingual },
  { total }: Pick<MachineMemory, 'total'> = machineMemory(),
): void {
  if (bytes <= total) return;
  const [need, has] = [bytesText(bytes), bytesText(total)];
  throw new MemoryError({
    en: `${what.en} needs at least ${need} of memory, but this machine has ${has}; ${advice.en}.`,
    zh: `${what.zh}至少需要 ${need} 内存\uff0c而本机只有 ${has}\uff1b${advice.zh}。`,
  });
}
