import {
  branchedInputs,
  type DeviceName,
  type Feed,
  Forward,
  type Model,
  type ModelGraph,
  type Tensor,
  type TensorType,
} from '@heed/engine';
import { forwardBatches, groupByPrompt, type Response } from '../responses.ts';
import { groupedStretches, stretchesApart } from './stretches.ts';
import type { Trunk } from './trunk.ts';

/** States [tokens,C] of a prompt and of its answer; answers to the same prompt share the memory of its states. */
type KeptStates = Record<keyof Response, Float32Array>;

/**
 * Embeddings and the lower blocks of a model that no step changes. The states above them are kept of each answer, so
 * that graphs take `states` in place of `tokens` and compute only what is above.
 */
export class FrozenTrunk implements Trunk {
  readonly model: Model;
  /** Frozen blocks, counted from the bottom. */
  readonly blocks: number;
  private readonly forward: Forward<keyof typeof branchedInputs, 'states'>;
  private kept: ReadonlyMap<Response, KeptStates> = new Map();

  private constructor(model: Model, blocks: number, forward: Forward<keyof typeof branchedInputs, 'states'>) {
    this.model = model;
    this.blocks = blocks;
    this.forward = forward;
  }

  static async open(model: Model, blocks: number, device: DeviceName): Promise<FrozenTrunk> {
    const forward = await Forward.create({
      model,
      device,
      inputs: branchedInputs,
      outputs: (graph, batch) => ({ states: graph.lowerStates(batch, blocks) }),
    });
    return new FrozenTrunk(model, blocks, forward);
  }

  inputs<Inputs extends { tokens: TensorType }>(declared: Inputs): Inputs {
    const { tokens, ...others } = declared;
    const states = { shape: [...tokens.shape, this.model.dimensions.width], dtype: 'float32' };
    return { ...others, states } as unknown as Inputs;
  }

  over(graph: ModelGraph, inputs: object): ModelGraph {
    const { states } = inputs as { states: Tensor };
    return { ...graph, hiddenRows: (batch, rows) => graph.hiddenFrom(states, batch, this.blocks, rows) };
  }

  async keep(answers: readonly Response[], { signal }: { signal?: AbortSignal } = {}): Promise<void> {
    const known = answers.flatMap((answer): [Response, KeptStates][] => {
      const states = this.kept.get(answer);
      return states ? [[answer, states]] : [];
    });
    const kept = new Map(known);
    this.kept = kept;
    const missing = answers.filter((answer) => !kept.has(answer));
    for (const batch of forwardBatches(missing)) {
      signal?.throwIfAborted();
      for (const [answer, states] of await this.statesOf(batch)) kept.set(answer, states);
    }
  }

  feeds<Feeds extends { tokens: Feed }>(answers: readonly Response[], feeds: Feeds): Feeds {
    const { tokens, ...others } = feeds;
    const { width } = this.model.dimensions;
    const shape = [...tokens.shape, width];
    // a row that stands at padding has no token, and nothing reads what it holds
    const data = new Float32Array(tokens.data.length * width);
    const stretches = 'branchIndex' in feeds ? groupedStretches(answers) : stretchesApart(answers);
    for (const { response, part, start } of stretches) {
      const states = this.kept.get(response);
      if (states === undefined)
        throw new Error('The trunk holds no states of an answer of this batch; keep the answers first.');
      data.set(states[part], start * width);
    }
    return { ...others, states: { shape, data } } as unknown as Feeds;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.kept = new Map();
    await this.forward.dispose();
  }

  private async statesOf(batch: readonly Response[]): Promise<Map<Response, KeptStates>> {
    const { width } = this.model.dimensions;
    const { data } = (await this.forward.run(groupByPrompt(batch).feeds)).states;
    const found = new Map(
      batch.map((one): [Response, KeptStates] => [one, { prompt: data, completion: data }]),
    );
    for (const { response, part, start } of groupedStretches(batch)) {
      const states = found.get(response) as KeptStates;
      states[part] = data.subarray(start * width, (start + response[part].length) * width);
    }
    return found;
  }
}
