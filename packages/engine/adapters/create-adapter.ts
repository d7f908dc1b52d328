import { familyOf, type Head, type ParameterSpec } from '../models/family.ts';
import { draw, type Model } from '../models/model.ts';
import { createRandom } from '../random/index.ts';
import { Adapter, type LowRank, lowRankNames } from './adapter.ts';

/** The linear layers that get a low-rank update: those of the attention, or all of each block. */
export type LowRankTargets = 'attention' | 'all-linear';

export interface AdapterOptions {
  /** By default the model's own. A score head that the model lacks is drawn from the seed. */
  head?: Head;
  seed: number | string;
}

/**
 * LoRA (Hu et al., 2021): A is drawn uniformly from ±1/√in and B is 0, so that nothing changes before the first step.
 * A score head is trained whole; every other weight stays as it is. Throws unless rank and alpha are positive.
 */
export function createLowRankAdapter(
  model: Model,
  {
    rank,
    alpha,
    targets,
    head = model.head,
    seed,
  }: AdapterOptions & { rank: number; alpha: number; targets: LowRankTargets },
): Adapter {
  if (!Number.isInteger(rank) || rank < 1)
    throw new Error(`The rank of an adapter must be a whole number from 1, not ${rank}.`);
  if (!(alpha > 0)) throw new Error(`The alpha of an adapter must be above 0, not ${alpha}.`);
  const { place, matrixLayout } = familyOf(model.config.model_type);
  const matrices = specsOf(model, head).filter(({ name }) => {
    const where = place(name);
    return (
      where.at === 'block' && (targets === 'all-linear' ? where.projection : where.projection === 'attention')
    );
  });
  const lowRank: LowRank = { rank, alpha, layers: matrices.map(({ name }) => name.replace(/\.weight$/, '')) };
  const pairs = matrices.flatMap(({ name, shape }) =>
    pairShapes(name.replace(/\.weight$/, ''), shape, rank, matrixLayout),
  );
  const whole = specsOf(model, head).filter(({ name }) => name.startsWith('score.'));
  const adapter = new Adapter(head, [...pairs, ...whole], lowRank);
  for (const layer of lowRank.layers) drawPair(adapter, layer, rank, seed);
  for (const spec of whole) start(spec, model, adapter, seed);
  return adapter;
}

/**
 * The upper `blocks` blocks, the last norm and the head as weights of their own. What is below stays the model's, and
 * backward passes end there. Embeddings stay as they are, also where the output matrix is tied to them.
 * Throws unless the model has that many blocks.
 */
export function createTopBlocksAdapter(
  model: Model,
  { blocks, head = model.head, seed }: AdapterOptions & { blocks: number },
): Adapter {
  const { layers } = model.dimensions;
  if (!Number.isInteger(blocks) || blocks < 1 || blocks > layers)
    throw new Error(`The model has ${layers} layers; its upper ${blocks} cannot be trained.`);
  const { place } = familyOf(model.config.model_type);
  const trained = specsOf(model, head).filter(({ name }) => {
    const where = place(name);
    return where.at === 'top' || (where.at === 'block' && where.block >= layers - blocks);
  });
  const adapter = new Adapter(head, trained);
  for (const spec of trained) start(spec, model, adapter, seed);
  return adapter;
}

/** Shapes of A and B for a matrix that lies as `layout` says. */
export function pairShapes(
  layer: string,
  shape: readonly number[],
  rank: number,
  layout: 'in-out' | 'out-in',
): { name: string; shape: number[] }[] {
  const [inner, outer] = (layout === 'in-out' ? shape : shape.toReversed()) as [number, number];
  const { a, b } = lowRankNames(layer);
  return [
    { name: a, shape: [rank, inner] },
    { name: b, shape: [outer, rank] },
  ];
}

function specsOf(model: Model, head: Head): ParameterSpec[] {
  return familyOf(model.config.model_type).parameters(model.config, head);
}

/** Uniform in ±√(6 / ((1 + a²)·in)) with a = √5, as He et al. (2015) with PEFT's constant. */
function drawPair(adapter: Adapter, layer: string, rank: number, seed: number | string): void {
  const { a } = lowRankNames(layer);
  const random = createRandom(seed).fork(a);
  const view = adapter.parameters.view(a);
  const bound = 1 / Math.sqrt(view.length / rank);
  for (let place = 0; place < view.length; place++) view[place] = bound * (2 * random.uniform() - 1);
}

/** A whole weight starts as the model's, or is drawn where the model lacks it. */
function start(spec: ParameterSpec, model: Model, adapter: Adapter, seed: number | string): void {
  const view = adapter.parameters.view(spec.name);
  if (model.parameters.layout.has(spec.name)) view.set(model.parameters.view(spec.name));
  else draw(spec, seed, view);
}
