import type { TrainerState } from '../training/trainer.ts';
import { readSafetensors, writeSafetensors } from './safetensors.ts';

const VECTORS = ['weights', 'firstMoment', 'secondMoment'] as const;

/** Writes a trainer's state as a safetensors file: three vectors, with step and names in its metadata. */
export function writeTrainerState(file: string, state: TrainerState): Promise<void> {
  const tensors = new Map(
    VECTORS.map((name) => [`${name}`, { shape: [state[name].length], data: state[name] }]),
  );
  const metadata = { format: 'pt', step: String(state.step), names: JSON.stringify(state.names) };
  return writeSafetensors(file, tensors, metadata);
}

/** Reads what `writeTrainerState` wrote, bit for bit. Throws one sentence where the file holds something else. */
export async function readTrainerState(file: string): Promise<TrainerState> {
  const { tensors, metadata } = await readSafetensors(file);
  const [weights, firstMoment, secondMoment] = VECTORS.map((name) => tensors.get(name)?.data);
  const step = Number(metadata.step);
  if (!weights || !firstMoment || !secondMoment || !metadata.names || !Number.isSafeInteger(step))
    throw new Error(`${file} holds no training state; start the training again.`);
  return { step, names: JSON.parse(metadata.names) as string[], weights, firstMoment, secondMoment };
}
