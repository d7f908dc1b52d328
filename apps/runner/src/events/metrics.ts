import type { Database } from '../db/open.ts';
import type { Point } from '../worker/messages.ts';

/** A block of level n holds 16ⁿ steps; the largest, 16 million steps, are enough for years of training. */
export const BLOCK_BITS = 4;
export const HIGHEST_LEVEL = 6;

/** Steps that a block of a level spans. */
export function blockSize(level: number): number {
  return 2 ** (BLOCK_BITS * level);
}

type Client = Database['$client'];

interface Block {
  points: number;
  low: number;
  lowStep: number;
  high: number;
  highStep: number;
}

/** Of two equal values the earlier step stands, so that blocks do not depend on how points came. */
const keepExtremes = `
  INSERT INTO point_blocks (curve, level, block, points, low, low_step, high, high_step)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?)
  ON CONFLICT DO UPDATE SET
    points = points + excluded.points,
    low_step = CASE WHEN (excluded.low, excluded.low_step) < (low, low_step) THEN excluded.low_step ELSE low_step END,
    low = min(low, excluded.low),
    high_step = CASE WHEN (-excluded.high, excluded.high_step) < (-high, high_step)
      THEN excluded.high_step ELSE high_step END,
    high = max(high, excluded.high)`;

/** Statements are prepared once a database. */
const writers = new WeakMap<Client, ReturnType<typeof prepareWriter>>();

function prepareWriter(client: Client) {
  return {
    find: client.prepare('SELECT id FROM curves WHERE run = ? AND node = ? AND name = ?').pluck(),
    create: client.prepare('INSERT INTO curves (run, node, name) VALUES (?, ?, ?) RETURNING id').pluck(),
    add: client.prepare('INSERT INTO points VALUES (?, ?, ?) ON CONFLICT DO NOTHING'),
    block: client.prepare(keepExtremes),
  };
}

function writerOf(client: Client) {
  const known = writers.get(client) ?? prepareWriter(client);
  writers.set(client, known);
  return known;
}

/**
 * Stores points of a node's curves, with the extremes of their blocks; gives those that are new. A node that was
 * interrupted reports some of its points again, with the same numbers: they neither show twice nor draw a curve back.
 */
export function addPoints(
  { $client }: Pick<Database, '$client'>,
  run: string,
  node: string,
  points: readonly Point[],
): Point[] {
  const writer = writerOf($client);
  const curves = new Map<string, number>();
  const blocks = new Map<number, Map<string, Block>>();
  const curveOf = (name: string) => {
    const id = curves.get(name) ?? writer.find.get(run, node, name) ?? writer.create.get(run, node, name);
    curves.set(name, id as number);
    return id as number;
  };
  const isNew = (step: number, [name, value]: [string, number]) => {
    const curve = curveOf(name);
    if (writer.add.run(curve, step, value).changes === 0) return false;
    const known = blocks.get(curve) ?? new Map<string, Block>();
    blocks.set(curve, known);
    for (let level = 1; level <= HIGHEST_LEVEL; level++) takeIn(known, level, step, value);
    return true;
  };
  const added = points
    .map(({ step, values }) => ({ step, values: Object.entries(values).filter((one) => isNew(step, one)) }))
    .filter(({ values }) => values.length > 0)
    .map(({ step, values }) => ({ step, values: Object.fromEntries(values) }));
  for (const [curve, known] of blocks) {
    for (const [place, { points: count, low, lowStep, high, highStep }] of known) {
      const [level, block] = place.split('/').map(Number);
      writer.block.run(curve, level, block, count, low, lowStep, high, highStep);
    }
  }
  return added;
}

function takeIn(blocks: Map<string, Block>, level: number, step: number, value: number): void {
  const place = `${level}/${Math.floor(step / blockSize(level))}`;
  const block = blocks.get(place);
  if (!block) {
    blocks.set(place, { points: 1, low: value, lowStep: step, high: value, highStep: step });
    return;
  }
  block.points++;
  if (value < block.low || (value === block.low && step < block.lowStep))
    Object.assign(block, { low: value, lowStep: step });
  if (value > block.high || (value === block.high && step < block.highStep))
    Object.assign(block, { high: value, highStep: step });
}
