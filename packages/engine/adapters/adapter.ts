import type { Head, Weights } from '../models/family.ts';
import { ParameterVector } from '../models/parameters.ts';
import { add } from '../operators/add.ts';
import { matmul } from '../operators/matmul.ts';
import type { Tensor } from '../tensor/tensor.ts';

/** Low-rank updates of matrices (Hu et al., 2021): W becomes W + (alpha / rank)·B·A, with A [rank,in] and B [out,rank]. */
export interface LowRank {
  rank: number;
  alpha: number;
  /** Names of the layers, such as `transformer.h.0.attn.c_attn`. */
  layers: readonly string[];
}

/** Names of A and B of a layer. */
export function lowRankNames(layer: string): { a: string; b: string } {
  return { a: `${layer}.lora_A.weight`, b: `${layer}.lora_B.weight` };
}

/**
 * What fine-tuning changes about a model that itself stays as it is: low-rank updates of some matrices, and whole
 * weights that stand in for the model's. All numbers lie in one small vector, which trainers change in place.
 */
export class Adapter {
  /** The head that the model has with the adapter on it; a score head may stand on a language model's body. */
  readonly head: Head;
  readonly lowRank: LowRank | undefined;
  readonly parameters: ParameterVector;
  /** Names of the model's weights that the adapter replaces. */
  readonly replaced: ReadonlySet<string>;
  private readonly layers: ReadonlySet<string>;

  constructor(head: Head, specs: readonly { name: string; shape: readonly number[] }[], lowRank?: LowRank) {
    this.head = head;
    this.lowRank = lowRank;
    this.parameters = new ParameterVector(specs);
    this.layers = new Set(lowRank?.layers);
    const added = new Set([...this.layers].flatMap((layer) => Object.values(lowRankNames(layer))));
    this.replaced = new Set(specs.map(({ name }) => name).filter((name) => !added.has(name)));
  }

  /** Number of weights. */
  get parameterCount(): number {
    return this.parameters.length;
  }

  /** alpha / rank; 0 where no matrix gets an update. */
  get scale(): number {
    return this.lowRank === undefined ? 0 : this.lowRank.alpha / this.lowRank.rank;
  }

  /** The weights of a graph: the model's with the adapter's own on them. */
  over(model: Weights, own: Weights): Weights {
    return Object.assign((name: string) => (this.replaced.has(name) ? own(name) : model(name)), {
      adapt: (layer: string, x: Tensor, y: Tensor) =>
        this.layers.has(layer) ? this.add(layer, x, y, own) : y,
    });
  }

  /** y + s·(x Aᵀ) Bᵀ of rows x [N,in]: exactly y while B is 0. */
  private add(layer: string, x: Tensor, y: Tensor, own: Weights): Tensor {
    const { a, b } = lowRankNames(layer);
    const narrow = matmul(x, own(a), { transposeB: true });
    return add(y, matmul(narrow, own(b), { transposeB: true, scale: this.scale }));
  }
}
