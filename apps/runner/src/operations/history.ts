import { describeConfig, type NodeSpec } from '@heed/schema';
import type BetterSqlite3 from 'better-sqlite3';
import { canonicalJson } from '../canonical.ts';
import type { CacheIngredients } from '../execution/ingredients.ts';

/** Earlier node runs of a kind that are looked at. */
const MOST_RUNS = 200;

/** A range seen in earlier node runs; `basis` says how alike they were. */
export interface Seen {
  low: number;
  high: number;
  /** How many earlier node runs it comes from. */
  runs: number;
  basis: 'same-settings' | 'same-kind';
}

/** What earlier runs of a node took; undefined where nothing is known. */
export interface NodeHistory {
  /** Seconds from start to end. */
  seconds?: Seen;
  /** Of its outputs. */
  bytes?: Seen;
}

interface Row {
  seconds: number;
  bytes: number;
  ingredients: string | null;
}

/** What nodes of this kind took before: those with the same settings where there are some, else all of them. */
export function historyOf(
  client: BetterSqlite3.Database,
  spec: NodeSpec,
  config: Record<string, unknown>,
): NodeHistory {
  const rows = client
    .prepare(
      `SELECT (finished_at - started_at) / 1000.0 AS seconds, ingredients,
         (SELECT coalesce(sum(artifacts.bytes), 0) FROM json_each(attempts.outputs) AS output
          JOIN artifacts ON artifacts.id = output.value) AS bytes
       FROM attempts
       WHERE kind = ? AND state = 'succeeded' AND started_at IS NOT NULL AND finished_at IS NOT NULL
         AND coalesce(json_extract(cache, '$.hit'), 0) = 0
       ORDER BY finished_at DESC LIMIT ${MOST_RUNS}`,
    )
    .all(spec.kind) as Row[];
  const same = rows.filter(({ ingredients }) => hasSettings(spec, config, ingredients));
  const [alike, basis] = same.length ? ([same, 'same-settings'] as const) : ([rows, 'same-kind'] as const);
  if (alike.length === 0) return {};
  const range = (values: number[]): Seen => ({
    ...{ low: Math.min(...values), high: Math.max(...values), runs: values.length, basis },
  });
  return {
    seconds: range(alike.map(({ seconds }) => seconds)),
    bytes: range(alike.map(({ bytes }) => bytes)),
  };
}

/** Had an earlier node run the same settings? Files are left out: their contents are not read before a run. */
function hasSettings(spec: NodeSpec, config: Record<string, unknown>, text: string | null): boolean {
  const before = text && (JSON.parse(text) as CacheIngredients).config;
  if (!before) return false;
  return describeConfig(spec)
    .filter(({ name, widget }) => name in before && widget !== 'file' && widget !== 'directory')
    .every(({ name }) => canonicalJson(before[name]) === canonicalJson(config[name]));
}
