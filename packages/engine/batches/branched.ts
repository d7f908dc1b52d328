import {
  attention,
  causalMask,
  paddingMask,
  scaleOf,
  slopeInCommon,
  slopeOfScores,
} from '../models/attention.ts';
import type { Attend } from '../models/family.ts';
import { add } from '../operators/add.ts';
import { concat } from '../operators/concat.ts';
import { custom } from '../operators/custom.ts';
import { matmul } from '../operators/matmul.ts';
import { reshape } from '../operators/reshape.ts';
import { softmax } from '../operators/softmax.ts';
import { split } from '../operators/split.ts';
import { transpose } from '../operators/transpose.ts';
import { type Feed, int64 } from '../session/feed.ts';
import { type Dim, multiply } from '../tensor/dimension.ts';
import { dimOf, type Tensor } from '../tensor/tensor.ts';
import { type BlockLayout, intoBlocks, layoutFeeds, outOfBlocks } from './blocks.ts';
import { linesOf } from './packed.ts';
import { headsFirst, headsJoined } from './padded.ts';

/** A beginning that several sequences have in common, such as a prompt, and how each of them goes on. */
export interface Branched {
  prefix: readonly number[];
  branches: readonly (readonly number[])[];
}

/**
 * Declarations of the inputs that `packBranched` fills: first the prefixes of all groups, then
 * their branches. Each token stands there once, without padding, so that a prefix is computed once for all of its branches.
 */
export const branchedInputs = {
  tokens: { shape: ['branchRows+prefixRows'], dtype: 'int64' },
  /** Place of each token in its sequence. */
  positions: { shape: ['branchRows+prefixRows'], dtype: 'int64' },
  prefixIndex: { shape: ['groups', 'prefixLength'], dtype: 'int64' },
  prefixPlaces: { shape: ['prefixRows'], dtype: 'int64' },
  prefixReal: { shape: ['groups', 'prefixLength'], dtype: 'float32' },
  branchIndex: { shape: ['groups', 'branches', 'branchLength'], dtype: 'int64' },
  branchPlaces: { shape: ['branchRows'], dtype: 'int64' },
  branchReal: { shape: ['groups', 'branches', 'branchLength'], dtype: 'float32' },
} as const;

/** Sequences with common prefixes, inside a graph. */
export type BranchedTensors = Record<keyof typeof branchedInputs, Tensor>;

/** Row numbers in a branched batch. */
export interface BranchedRows {
  /** First row of each prefix. */
  prefixes: number[];
  /** First row of each branch, in the order of the groups. */
  branches: number[][];
}

/** Lays out prefixes and their branches. Groups may have different numbers of branches. Throws where there is no group. */
export function packBranched(groups: readonly Branched[]): {
  feeds: Record<keyof typeof branchedInputs, Feed>;
  rows: BranchedRows;
} {
  if (groups.length === 0)
    throw new Error('A batch needs at least one group of sequences, but this one has none; leave it out.');
  const most = Math.max(1, ...groups.map(({ branches }) => branches.length));
  const prefixLengths = groups.map(({ prefix }) => prefix.length);
  const branchLengths = groups.flatMap(({ branches }) =>
    Array.from({ length: most }, (_, n) => branches[n]?.length ?? 0),
  );
  const layoutOf = (lengths: number[], lines: number[]) => {
    const { places, blocks } = layoutFeeds([linesOf(lengths)], [[...lines, Math.max(1, ...lengths)]]);
    return { places, ...(blocks[0] as (typeof blocks)[number]) };
  };
  const prefix = layoutOf(prefixLengths, [groups.length]);
  const branch = layoutOf(branchLengths, [groups.length, most]);
  // a stretch without rows has one that stands at padding, since there is nothing to be read of no rows at all
  const [noPrefix, noBranch] = [prefixLengths, branchLengths].map((lengths) => !lengths.some(Boolean));
  const count = (length: number, from = 0) => Array.from({ length }, (_, place) => from + place);
  const positions = [
    ...(noPrefix ? [0] : prefixLengths.flatMap((length) => count(length))),
    ...groups.flatMap(({ prefix, branches }) =>
      branches.flatMap(({ length }) => count(length, prefix.length)),
    ),
    ...(noBranch ? [0] : []),
  ];
  const tokens = [
    ...(noPrefix ? [0] : groups.flatMap((one) => one.prefix)),
    ...groups.flatMap((one) => one.branches.flat()),
    ...(noBranch ? [0] : []),
  ];
  let row = 0;
  const next = (length: number) => {
    row += length;
    return row - length;
  };
  const prefixes = prefixLengths.map(next);
  if (noPrefix) next(1);
  const rows = {
    prefixes,
    branches: groups.map(({ branches }) => branches.map(({ length }) => next(length))),
  };
  const feeds = {
    tokens: int64(tokens),
    positions: int64(positions),
    prefixIndex: prefix.index,
    prefixPlaces: prefix.places,
    prefixReal: prefix.real,
    branchIndex: branch.index,
    branchPlaces: branch.places,
    branchReal: branch.real,
  };
  return { feeds, rows };
}

/** Attention of each token to those before it in its branch and to the prefix of the branch. */
export function branchedAttention(batch: BranchedTensors): Attend {
  const [groups, prefixLength] = batch.prefixIndex.shape as [Dim, Dim];
  const sizes = [dimOf(batch.prefixPlaces, 0), dimOf(batch.branchPlaces, 0)];
  return (query, key, value) => {
    const { dtype } = query;
    const { prefixIndex, prefixPlaces, prefixReal, branchIndex, branchPlaces, branchReal } = batch;
    const prefix = { places: prefixPlaces, blocks: [{ index: prefixIndex, real: prefixReal }] };
    const branch = { places: branchPlaces, blocks: [{ index: branchIndex, real: branchReal }] };
    const stretches = [query, key, value].map((x) => split(x, sizes, 0) as [Tensor, Tensor]);
    const [q, k, v] = stretches.map(([x]) => headsFirst(intoBlock(x, prefix), groups, prefixLength)) as Three;
    const ofPrefixes = headsJoined(attention(q, k, v, causalMask(prefixLength, dtype)));
    const own = stretches.map(([, x]) => intoBlock(x, branch)) as Three;
    const ofBranches = attentionOfBranches(own, { key: k, value: v, real: prefixReal }, branchIndex.shape);
    return concat([outOfBlocks([ofPrefixes], prefix), outOfBlocks([ofBranches], branch)], 0);
  };
}

type Three = [Tensor, Tensor, Tensor];

function intoBlock(x: Tensor, layout: BlockLayout): Tensor {
  return intoBlocks(x, layout)[0] as Tensor;
}

/**
 * Query [G·K·R,H,d], key and value [G·K·R,H',d] of branches, and keys and values [G,H',P,d] of their prefixes, give
 * [G·K·R,H·d]. All branches of a group, and all queries that share a key's head, meet a prefix in a single product.
 */
function attentionOfBranches(
  [query, key, value]: Three,
  prefix: { key: Tensor; value: Tensor; real: Tensor },
  shape: readonly Dim[],
): Tensor {
  const [groups, branches, length] = shape as [Dim, Dim, Dim];
  const [heads, shared, width] = [dimOf(query, 1), dimOf(key, 1), dimOf(query, 2)];
  const perKey = Number(heads) / Number(shared);
  const apart = [groups, shared, branches, multiply(perKey, length)];
  const q = transpose(reshape(query, [groups, branches, length, shared, perKey, width]), [0, 3, 1, 4, 2, 5]);
  const [k, v] = [key, value].map((x) =>
    transpose(reshape(x, [groups, branches, length, shared, width]), [0, 3, 1, 2, 4]),
  ) as [Tensor, Tensor];
  const mixed = overTwoStretches(reshape(q, [...apart, width]), prefix, { key: k, value: v }, perKey);
  const rows = transpose(reshape(mixed, [...apart.slice(0, 3), perKey, length, width]), [0, 2, 4, 1, 3, 5]);
  return reshape(rows, [multiply(groups, branches, length), multiply(heads, width)]);
}

/**
 * Queries [G,H',K,n·R,d], n = `perKey` for each key's head, over the keys and values [G,H',P,d] of their prefix, as far
 * as they are real [G,P], and over those [G,H',K,R,d] of their branch that do not follow them.
 */
function overTwoStretches(
  q: Tensor,
  prefix: { key: Tensor; value: Tensor; real: Tensor },
  branch: { key: Tensor; value: Tensor },
  perKey: number,
): Tensor {
  const { dtype } = q;
  const [groups, shared, branches, queries] = q.shape as [Dim, Dim, Dim, Dim];
  const [prefixLength, length] = [dimOf(prefix.key, 2), dimOf(branch.key, 3)];
  const scale = scaleOf(q);
  // all queries of a group meet its prefix at once
  const join = (x: Tensor) => reshape(x, [groups, shared, multiply(branches, queries), dimOf(x, -1)]);
  const part = (x: Tensor) => reshape(x, [groups, shared, branches, queries, dimOf(x, -1)]);

  const toPrefix = matmul(join(q), prefix.key, { transposeB: true, scale });
  const seen = add(toPrefix, paddingMask(prefix.real, dtype));
  const toBranch = matmul(q, branch.key, { transposeB: true, scale });
  const perHead = [groups, shared, branches, perKey, length, length];
  const earlier = add(reshape(toBranch, perHead), causalMask(length, dtype));
  const both = softmax(concat([part(seen), reshape(earlier, toBranch.shape)], -1));
  const [onPrefix, onBranch] = split(both, [prefixLength, length], -1) as [Tensor, Tensor];
  const mixed = add(part(matmul(join(onPrefix), prefix.value)), matmul(onBranch, branch.value));

  const inputs = [q, prefix.key, prefix.value, branch.key, branch.value, prefix.real];
  const [output] = custom(inputs, [mixed, onPrefix, onBranch], ({ outputs, gradients: [g] }) => {
    const [o, p, own, slope] = [...outputs, g] as [Tensor, Tensor, Tensor, Tensor];
    const common = slopeInCommon(slope, o);
    const dp = matmul(join(slope), prefix.value, { transposeB: true });
    const ofPrefix = slopeOfScores(join(p), dp, join(common));
    const ofBranch = slopeOfScores(own, matmul(slope, branch.value, { transposeB: true }), common);
    return [
      add(part(matmul(ofPrefix, prefix.key, { scale })), matmul(ofBranch, branch.key, { scale })),
      matmul(ofPrefix, join(q), { transposeA: true, scale }),
      matmul(join(p), join(slope), { transposeA: true }),
      matmul(ofBranch, q, { transposeA: true, scale }),
      matmul(own, slope, { transposeA: true }),
      undefined,
    ];
  });
  return output as Tensor;
}
