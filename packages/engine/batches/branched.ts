import { attention, causalMask, paddingMask } from '../models/attention.ts';
import type { Attend } from '../models/family.ts';
import { add } from '../operators/add.ts';
import { concat } from '../operators/concat.ts';
import { matmul } from '../operators/matmul.ts';
import { padRows } from '../operators/padRows.ts';
import { reshape } from '../operators/reshape.ts';
import { softmax } from '../operators/softmax.ts';
import { split } from '../operators/split.ts';
import { transpose } from '../operators/transpose.ts';
import { unpadRows } from '../operators/unpadRows.ts';
import { type Feed, int64 } from '../session/feed.ts';
import { type Dim, multiply } from '../tensor/dimension.ts';
import { dimOf, type Tensor } from '../tensor/tensor.ts';
import { flatPlaces, stretchFeeds } from './packed.ts';
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

/** Lays out prefixes and their branches. Groups may have different numbers of branches. */
export function packBranched(groups: readonly Branched[]): {
  feeds: Record<keyof typeof branchedInputs, Feed>;
  rows: BranchedRows;
} {
  const most = Math.max(1, ...groups.map(({ branches }) => branches.length));
  const prefixLengths = groups.map(({ prefix }) => prefix.length);
  const branchLengths = groups.flatMap(({ branches }) =>
    Array.from({ length: most }, (_, n) => branches[n]?.length ?? 0),
  );
  const prefix = stretchFeeds(prefixLengths, [groups.length, Math.max(1, ...prefixLengths)]);
  const branch = stretchFeeds(branchLengths, [groups.length, most, Math.max(1, ...branchLengths)]);
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
    const prefix = flatPlaces({ index: prefixIndex, places: prefixPlaces, real: prefixReal }, dtype);
    const branch = flatPlaces({ index: branchIndex, places: branchPlaces, real: branchReal }, dtype);
    const stretches = [query, key, value].map((x) => split(x, sizes, 0) as [Tensor, Tensor]);
    const [q, k, v] = stretches.map(([x]) => headsFirst(padRows(x, prefix), groups, prefixLength)) as Three;
    const ofPrefixes = headsJoined(attention(q, k, v, causalMask(prefixLength, dtype)));
    const own = stretches.map(([, x]) => padRows(x, branch)) as Three;
    const ofBranches = attentionOfBranches(own, { key: k, value: v, real: prefixReal }, branchIndex.shape);
    return concat([unpadRows(ofPrefixes, prefix), unpadRows(ofBranches, branch)], 0);
  };
}

type Three = [Tensor, Tensor, Tensor];

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
  const prefixLength = dimOf(prefix.key, 2);
  const together = [groups, shared, multiply(branches, perKey, length)];
  const apart = [groups, shared, branches, multiply(perKey, length)];
  const scale = 1 / Math.sqrt(Number(width));

  const q = transpose(reshape(query, [groups, branches, length, shared, perKey, width]), [0, 3, 1, 4, 2, 5]);
  const [k, v] = [key, value].map((x) =>
    transpose(reshape(x, [groups, branches, length, shared, width]), [0, 3, 1, 2, 4]),
  ) as [Tensor, Tensor];

  const toPrefix = matmul(reshape(q, [...together, width]), prefix.key, { transposeB: true, scale });
  const seen = add(toPrefix, paddingMask(prefix.real, query.dtype));
  const toBranch = matmul(reshape(q, [...apart, width]), k, { transposeB: true, scale });
  const earlier = add(
    reshape(toBranch, [...apart.slice(0, 3), perKey, length, length]),
    causalMask(length, query.dtype),
  );
  const both = concat([reshape(seen, [...apart, prefixLength]), reshape(earlier, [...apart, length])], -1);
  const [onPrefix, onBranch] = split(softmax(both), [prefixLength, length], -1) as [Tensor, Tensor];

  const fromPrefix = matmul(reshape(onPrefix, [...together, prefixLength]), prefix.value);
  const mixed = add(reshape(fromPrefix, [...apart, width]), matmul(onBranch, v));
  const rows = transpose(reshape(mixed, [...apart.slice(0, 3), perKey, length, width]), [0, 2, 4, 1, 3, 5]);
  return reshape(rows, [multiply(groups, branches, length), multiply(heads, width)]);
}
