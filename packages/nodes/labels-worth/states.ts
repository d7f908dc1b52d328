import { createRandom, type DeviceName, Forward, loadModel } from '@heed/engine';
import type { PreferenceRow } from '@heed/schema';
import {
  answerFeeds,
  answerInputs,
  encodeResponse,
  forwardBatches,
  responseLength,
} from '../shared/responses.ts';

/** Numbers that an answer is described by; more are brought down to as many by a random projection. */
const MOST_FEATURES = 128;

/** A preference as the difference of what the model holds of its two answers. */
export interface DescribedPair {
  promptId: string;
  /** State of the chosen answer less that of the rejected one; each number about 1 / √size in size. */
  difference: Float64Array;
}

/** Last states of both answers of each decided preference that fits in the context. */
export async function describePairs(
  directory: string,
  rows: readonly PreferenceRow[],
  { device, seed, signal }: { device: DeviceName; seed: number; signal: AbortSignal },
): Promise<DescribedPair[]> {
  const { model, tokenizer } = await loadModel(directory, { head: 'score', seed });
  const { contextLength, width } = model.dimensions;
  const decided = rows.filter(
    ({ chosen, rejected, preferenceStrength }) => chosen !== rejected && preferenceStrength > 0.5,
  );
  const pairs = decided
    .map(({ promptId, prompt, chosen, rejected }) => ({
      promptId,
      answers: [chosen, rejected].map((answer) => encodeResponse(tokenizer, prompt, answer)),
    }))
    .filter(({ answers }) => answers.every((answer) => responseLength(answer) <= contextLength));
  await using forward = await Forward.create({
    model,
    device,
    inputs: answerInputs,
    outputs: (graph, inputs) => ({ states: graph.hiddenRows(inputs, inputs.ends) }),
  });
  const states = new Map<object, Float64Array>();
  const project = projection(width, seed);
  for (const batch of forwardBatches(pairs.flatMap(({ answers }) => answers))) {
    signal.throwIfAborted();
    const { data } = (await forward.run(answerFeeds(batch))).states;
    for (const [index, answer] of batch.entries())
      states.set(answer, project((data as Float32Array).subarray(index * width, (index + 1) * width)));
  }
  const differences = pairs.map(({ answers: [chosen, rejected] }) => {
    const [one, other] = [states.get(chosen as object), states.get(rejected as object)];
    return (one as Float64Array).map((value, index) => value - ((other as Float64Array)[index] as number));
  });
  const scaled = scale(differences);
  return pairs.map(({ promptId }, index) => ({ promptId, difference: scaled[index] as Float64Array }));
}

/** A random projection keeps distances nearly as they are (Johnson and Lindenstrauss 1984). */
function projection(width: number, seed: number): (state: Float32Array) => Float64Array {
  if (width <= MOST_FEATURES) return (state) => Float64Array.from(state);
  const random = createRandom(seed).fork('projection');
  const weights = Float64Array.from({ length: MOST_FEATURES * width }, () => random.normal());
  return (state) =>
    Float64Array.from({ length: MOST_FEATURES }, (_, row) => {
      let sum = 0;
      for (let column = 0; column < width; column++)
        sum += (weights[row * width + column] as number) * (state[column] as number);
      return sum;
    });
}

/** Every feature gets the same spread, so that the prior of the head treats them alike. */
function scale(rows: readonly Float64Array[]): Float64Array[] {
  const size = rows[0]?.length ?? 0;
  const spread = Float64Array.from({ length: size }, (_, index) =>
    Math.sqrt(rows.reduce((sum, row) => sum + (row[index] as number) ** 2, 0) / rows.length),
  );
  return rows.map((row) =>
    row.map((value, index) =>
      (spread[index] as number) > 0 ? value / (spread[index] as number) / Math.sqrt(size) : 0,
    ),
  );
}
