import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import {
  type Bilingual,
  candidates,
  type Device,
  type DeviceName,
  mayHaveGraphics,
  obviousReason,
} from './device.ts';
import type { ProbeResult } from './device-probe.ts';

/** A device that cannot be used, and why: a phrase that can stand after a colon. */
export interface RejectedDevice {
  device: DeviceName;
  reason: Bilingual;
}

/** The device that sessions run on, and those that would have come before it. */
export interface ChosenDevice {
  device: DeviceName;
  rejected: RejectedDevice[];
}

/** A device was asked for by name and does not work here. */
export class DeviceError extends Error {
  readonly localized: Bilingual;
  constructor({ device, reason }: RejectedDevice) {
    super(`The device "${device}" cannot be used: ${reason.en}; choose another device or "auto".`);
    this.name = 'DeviceError';
    const zh = `无法使用设备“${device}”\uff1a${reason.zh}\uff1b请改选其他设备或“auto”。`;
    this.localized = { en: this.message, zh };
  }
}

/** Drivers answer within seconds; one that hangs is given up. */
const TIME_LIMIT_MS = 30_000;
/** Single precision and TF32 stay far below; half precision overflows in the trial. */
const LARGEST_ERROR = 1e-2;
/** A graphics card is never this much slower than the CPU, an adapter in software always is. */
const SOFTWARE_FACTOR = 10;

const choices = new Map<Device, Promise<ChosenDevice>>();

/**
 * Finds the device to use by trying; each wish is tried once in a process. `auto` takes the first of `candidates()` that
 * works with a real adapter. A device asked for by name must work, in software too; throws a DeviceError otherwise.
 */
export function chooseDevice(wanted: Device = 'auto'): Promise<ChosenDevice> {
  const known = choices.get(wanted);
  if (known) return known;
  const choice = wanted === 'auto' ? firstThatWorks() : chooseNamed(wanted);
  choices.set(wanted, choice);
  return choice;
}

/** Why a device cannot be used; undefined if it can. `bySoftware`: an adapter in software will do. */
export async function whyNot(
  device: DeviceName,
  { bySoftware = false } = {},
): Promise<Bilingual | undefined> {
  if (device === 'cpu') return undefined;
  const obvious = obviousReason(device);
  if (obvious) return obvious;
  if (device === 'webgpu' && !bySoftware && !mayHaveGraphics())
    return { en: 'there is no graphics device', zh: '没有图形设备' };
  try {
    const probe = await tryOut(device);
    if (probe.error > LARGEST_ERROR)
      return {
        en: `it computes too imprecisely for training (off by ${probe.error.toPrecision(2)})`,
        zh: `其计算精度不足以训练（误差 ${probe.error.toPrecision(2)}）`,
      };
    return bySoftware ? undefined : await tooSlow(probe);
  } catch (error) {
    return error instanceof TrialError ? error.reason : Promise.reject(error);
  }
}

async function tooSlow({ milliseconds }: ProbeResult): Promise<Bilingual | undefined> {
  const factor = milliseconds / (await tryOut('cpu')).milliseconds;
  if (factor < SOFTWARE_FACTOR) return undefined;
  const times = Math.round(factor);
  return {
    en: `its adapter computes in software, ${times} times slower than the CPU`,
    zh: `其适配器为软件实现\uff0c比 CPU 慢 ${times} 倍`,
  };
}

async function firstThatWorks(): Promise<ChosenDevice> {
  const rejected: RejectedDevice[] = [];
  for (const device of candidates()) {
    const reason = await whyNot(device);
    if (reason === undefined) return { device, rejected };
    rejected.push({ device, reason });
  }
  return { device: 'cpu', rejected };
}

async function chooseNamed(device: DeviceName): Promise<ChosenDevice> {
  const reason = await whyNot(device, { bySoftware: true });
  if (reason) throw new DeviceError({ device, reason });
  return { device, rejected: [] };
}

class TrialError extends Error {
  readonly reason: Bilingual;
  constructor(reason: Bilingual) {
    super(reason.en);
    this.reason = reason;
  }
}

/** Runs the probe in a process of its own. Throws a TrialError where it fails, crashes or hangs. */
async function tryOut(device: DeviceName): Promise<ProbeResult> {
  const script = join(import.meta.dirname, 'device-probe.ts');
  try {
    const { stdout } = await promisify(execFile)(process.execPath, [script, device], {
      timeout: TIME_LIMIT_MS,
      killSignal: 'SIGKILL',
      env: { ...process.env, NODE_NO_WARNINGS: '1' },
    });
    return JSON.parse(stdout.trim().split('\n').at(-1) as string) as ProbeResult;
  } catch (error) {
    throw new TrialError(failure(error as Partial<ProcessFailure>));
  }
}

interface ProcessFailure {
  killed: boolean;
  signal: string | null;
  stderr: string;
  message: string;
}

/** What ended a trial, in a phrase. */
function failure({ killed, signal, stderr, message }: Partial<ProcessFailure>): Bilingual {
  const seconds = TIME_LIMIT_MS / 1000;
  if (killed) return { en: `it did not answer within ${seconds} s`, zh: `${seconds} 秒内没有响应` };
  if (signal) return { en: `its driver crashed (${signal})`, zh: `其驱动崩溃（${signal}）` };
  const line = stderr?.split('\n').find((one) => one.startsWith('Error: ')) ?? message ?? '';
  const detail = line
    .replace(/^Error: /, '')
    .replace(/^\/\S+ .*? was false\. /, '')
    .trim();
  return { en: `it failed with "${detail}"`, zh: `启动失败\uff1a“${detail}”` };
}
