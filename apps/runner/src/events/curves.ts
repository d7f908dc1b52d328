import type { SeriesView } from '../api/views.ts';
import type { Database } from '../db/open.ts';
import { BLOCK_BITS, blockSize, HIGHEST_LEVEL } from './metrics.ts';

/** How much of a curve is read: at most two points a bucket, and the last ones as they are. */
export interface CurveRange {
  /** First and last step; without them the curve from its beginning to its end. */
  from?: number;
  to?: number;
  buckets?: number;
  /** Points at the end that are never thinned, so that a live curve goes on from what was drawn. */
  tail?: number;
}

const BUCKETS = 1000;
const TAIL = 100;

/** The lowest and highest of some neighboring points; for a single point both are the same. */
interface Piece {
  start: number;
  points: number;
  low: number;
  lowStep: number;
  high: number;
  highStep: number;
}
type Pair = [step: number, value: number];
type Series = SeriesView['series'][number];

/** The curves of a node by name, all or those named. */
export function readSeries(
  db: Database,
  run: string,
  node: string,
  { names, ...range }: CurveRange & { names?: readonly string[] } = {},
): SeriesView {
  const rows = db.$client
    .prepare('SELECT id, name FROM curves WHERE run = ? AND node = ? ORDER BY name')
    .all(run, node) as { id: number; name: string }[];
  const wanted = rows.filter(({ name }) => names === undefined || names.includes(name));
  return { series: wanted.map(({ id, name }) => ({ name, ...readCurve(db, id, range) })) };
}

/**
 * A curve as it looks at a width of `buckets` pixels: of each stretch its lowest and its highest point (the M4
 * aggregation of Jugel et al., VLDB 2014, without the ends of each stretch), first and last always. Read from blocks
 * that hold their extremes, so that a million points cost a few thousand rows.
 */
function readCurve(db: Database, curve: number, range: CurveRange): Omit<Series, 'name'> {
  const reader = new CurveReader(db, curve);
  const ends = reader.ends(range.from, range.to);
  if (!ends) return { steps: [], values: [] };
  const [[from], [to]] = ends;
  const { buckets = BUCKETS, tail = TAIL } = range;
  const pieces = reader.cover(levelFor(to - from + 1, buckets), from, to);
  const total = pieces.reduce((sum, { points }) => sum + points, 0);
  if (total <= Math.max(tail, 2 * buckets)) return toColumns(reader.points(from, to));
  const last = reader.last(to, tail).filter(([step]) => step >= from);
  const exactFrom = last[0]?.[0] ?? Number.POSITIVE_INFINITY;
  const extremes = thin(pieces, from, to, buckets).filter(([step]) => step > from && step < to);
  const kept = [ends[0], ...extremes, ends[1]].filter(([step]) => step < exactFrom);
  return { ...toColumns([...kept, ...last]), of: total };
}

/** The coarsest blocks that are no wider than a bucket. */
function levelFor(span: number, buckets: number): number {
  const level = Math.floor(Math.log2(Math.max(1, span / buckets)) / BLOCK_BITS);
  return Math.min(HIGHEST_LEVEL, level);
}

function toColumns(points: readonly Pair[]): { steps: number[]; values: number[] } {
  return { steps: points.map(([step]) => step), values: points.map(([, value]) => value) };
}

/** The extremes of each of `buckets` equal stretches of steps, in order. */
function thin(pieces: readonly Piece[], from: number, to: number, buckets: number): Pair[] {
  const merged = new Map<number, Piece>();
  for (const piece of pieces) {
    const bucket = Math.floor(((piece.start - from) / (to - from + 1)) * buckets);
    const known = merged.get(bucket);
    if (!known) merged.set(bucket, { ...piece });
    else {
      if (piece.low < known.low) Object.assign(known, { low: piece.low, lowStep: piece.lowStep });
      if (piece.high > known.high) Object.assign(known, { high: piece.high, highStep: piece.highStep });
    }
  }
  const points = [...merged.values()].flatMap(({ low, lowStep, high, highStep }): Pair[] =>
    lowStep === highStep
      ? [[lowStep, low]]
      : [
          [lowStep, low],
          [highStep, high],
        ],
  );
  return points.sort(([a], [b]) => a - b);
}

class CurveReader {
  readonly #client;
  readonly #curve: number;

  constructor(db: Database, curve: number) {
    this.#client = db.$client;
    this.#curve = curve;
  }

  #pairs(sql: string, ...values: number[]): Pair[] {
    return this.#client
      .prepare(`SELECT step, value FROM points WHERE curve = ? AND ${sql}`)
      .raw()
      .all(this.#curve, ...values) as Pair[];
  }

  /** First and last point between two steps; undefined where there is none. */
  ends(from = Number.MIN_SAFE_INTEGER, to = Number.MAX_SAFE_INTEGER): [Pair, Pair] | undefined {
    const [first] = this.#pairs('step BETWEEN ? AND ? ORDER BY step LIMIT 1', from, to);
    const [last] = this.#pairs('step BETWEEN ? AND ? ORDER BY step DESC LIMIT 1', from, to);
    return first && last && [first, last];
  }

  points(from: number, to: number): Pair[] {
    return this.#pairs('step BETWEEN ? AND ? ORDER BY step', from, to);
  }

  /** The last points up to a step, oldest first. */
  last(to: number, count: number): Pair[] {
    return this.#pairs('step <= ? ORDER BY step DESC LIMIT ?', to, count).reverse();
  }

  /** Whole blocks of a level where they fit between two steps, smaller ones and points at both ends. */
  cover(level: number, from: number, to: number): Piece[] {
    if (from > to) return [];
    if (level === 0)
      return this.points(from, to).map(([step, value]) => ({
        ...{ start: step, points: 1, low: value, lowStep: step, high: value, highStep: step },
      }));
    const size = blockSize(level);
    const [first, end] = [Math.ceil(from / size), Math.floor((to + 1) / size)];
    if (first >= end) return this.cover(level - 1, from, to);
    const blocks = this.#client
      .prepare(`SELECT block * ? AS start, points, low, low_step AS lowStep, high, high_step AS highStep
        FROM point_blocks WHERE curve = ? AND level = ? AND block >= ? AND block < ? ORDER BY block`)
      .all(size, this.#curve, level, first, end) as Piece[];
    const before = this.cover(level - 1, from, first * size - 1);
    return [...before, ...blocks, ...this.cover(level - 1, end * size, to)];
  }
}
