import { defineNode, type PlanStep, text } from '@heed/schema';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { GpuSlots, machineSlots, slotOf } from './slots.ts';

const step = (device?: 'cpu' | 'gpu'): PlanStep => ({
  ...{ node: 'a', kind: 'a', version: 1, config: {}, inputs: {}, facts: {} },
  resources: device && { device },
});
const specWith = (config: z.ZodObject) =>
  defineNode({
    ...{ kind: 'a', version: 1, category: 'training', title: text('A', '甲'), summary: text('A.', '甲。') },
    ...{ inputs: {}, outputs: {}, config, metrics: {} },
  });
const plain = specWith(z.object({}));
const computing = specWith(z.object({ device: z.string() }));

afterEach(() => vi.unstubAllEnvs());

describe('the slot of a node', () => {
  it('is a GPU where its kind wants one and the machine has one, else one of those for training', () => {
    expect(slotOf(step('gpu'), computing, machineSlots(4, 2))).toBe('gpu');
    expect(slotOf(step('gpu'), computing, machineSlots(4, 0))).toBe('training');
  });

  it('is one for training where a model was told to stay on the CPU, and a core for everything else', () => {
    expect(slotOf(step('cpu'), computing, machineSlots(4, 2))).toBe('training');
    expect(slotOf(step('cpu'), plain, machineSlots(4, 2))).toBe('cpu');
    expect(slotOf(step(), plain, machineSlots(4, 2))).toBe('cpu');
  });
});

describe('several GPUs', () => {
  it('are shown to one process each, by the names that the system gave', () => {
    vi.stubEnv('CUDA_VISIBLE_DEVICES', '2,5');
    const gpus = new GpuSlots(2);
    expect(gpus.take('first', 'gpu')).toEqual({ CUDA_VISIBLE_DEVICES: '2' });
    expect(gpus.take('second', 'gpu')).toEqual({ CUDA_VISIBLE_DEVICES: '5' });
    gpus.giveBack('first');
    expect(gpus.take('third', 'gpu')).toEqual({ CUDA_VISIBLE_DEVICES: '2' });
  });

  it('are nothing to choose from where there is one, or for a node on the CPU', () => {
    expect(new GpuSlots(1).take('first', 'gpu')).toEqual({});
    expect(new GpuSlots(2).take('first', 'cpu')).toEqual({});
  });
});
