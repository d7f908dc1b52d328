import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { writeSafetensors } from './safetensors.ts';
import { readTrainerState, writeTrainerState } from './trainer-state.ts';

const folder = await mkdtemp(join(tmpdir(), 'heed-state-'));
const file = join(folder, 'state.safetensors');
afterAll(() => rm(folder, { recursive: true }));

test('a state comes back bit for bit, with the smallest numbers, signed zeros and odd names', async () => {
  const state = {
    step: 12,
    names: ['h.0.weight', 'a,"b"'],
    weights: Float32Array.of(0.1, -0, 1e-45, -3.4e38),
    firstMoment: Float32Array.of(1, 2, 3, 4),
    secondMoment: Float32Array.of(0, 1e-30, 2, 5),
  };
  await writeTrainerState(file, state);
  expect(await readTrainerState(file)).toEqual(state);
  expect(Object.is((await readTrainerState(file)).weights[1], -0)).toBe(true);
});

test('another file is refused by its name', async () => {
  await writeSafetensors(file, new Map([['weights', { shape: [1], data: Float32Array.of(1) }]]));
  await expect(readTrainerState(file)).rejects.toThrow(`${file} holds no training state; start`);
});
