import type {
  CacheDecision,
  EventPayload,
  Graph,
  Localized,
  Manifest,
  NodeState,
  RunState,
} from '@heed/schema';
import { integer, primaryKey, real, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { MemberRole, Role } from '../access/roles.ts';
import type { PauseReason } from '../execution/core/state.ts';
import type { CacheIngredients } from '../execution/ingredients.ts';
import type { RunPart } from '../execution/parts.ts';

/** The tables as TypeScript sees them; `migrations/` is what makes them. Times: milliseconds since 1970. */
export const graphs = sqliteTable('graphs', {
  id: text().primaryKey(),
  name: text().notNull(),
  revision: integer().notNull(),
  /** The folder that relative paths of the graph start from; null: the templates' folder. */
  folder: text(),
  createdAt: integer('created_at').notNull(),
  updatedAt: integer('updated_at').notNull(),
  removedAt: integer('removed_at'),
});

export const graphVersions = sqliteTable(
  'graph_versions',
  {
    graph: text().notNull(),
    revision: integer().notNull(),
    body: text({ mode: 'json' }).$type<Graph>().notNull(),
    createdAt: integer('created_at').notNull(),
    /** Who saved it. */
    author: text().notNull(),
    /** The revision it was made from; null in the first. */
    parent: integer(),
    /** The earlier revision whose contents it brings back. */
    restores: integer(),
    /** What a person calls it. */
    name: text(),
  },
  (table) => [primaryKey({ columns: [table.graph, table.revision] })],
);

/** Outputs that stand for a node of a graph, which is then not run. */
export const pins = sqliteTable(
  'pins',
  {
    graph: text().notNull(),
    node: text().notNull(),
    /** The kind that the node had. */
    kind: text().notNull(),
    /** The run that the outputs come from. */
    run: text().notNull(),
    outputs: text({ mode: 'json' }).$type<Record<string, string>>().notNull(),
    results: text({ mode: 'json' }).$type<Record<string, number>>().notNull(),
    author: text().notNull(),
    createdAt: integer('created_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.graph, table.node] })],
);

export const runs = sqliteTable('runs', {
  id: text().primaryKey(),
  graph: text().notNull(),
  /** The graph as it runs, with settings applied. */
  snapshot: text({ mode: 'json' }).$type<Graph>().notNull(),
  folder: text(),
  state: text().$type<RunState>().notNull(),
  fresh: integer({ mode: 'boolean' }).notNull(),
  idempotencyKey: text('idempotency_key').notNull(),
  /** Digest of the request, to tell a repeated one from another one under the same key. */
  request: text().notNull(),
  error: text({ mode: 'json' }).$type<Localized>(),
  createdAt: integer('created_at').notNull(),
  startedAt: integer('started_at'),
  finishedAt: integer('finished_at'),
  /** What of the graph runs, and what is used as it is; null: all of it, with nothing pinned. */
  part: text({ mode: 'json' }).$type<RunPart>(),
  /** A deleted run is out of sight; its log and its judgements stay. */
  removedAt: integer('removed_at'),
  /** Why it is paused. */
  pause: text().$type<PauseReason>(),
});

/** Processes that work for this data folder, with the start of the process and of the machine as the system tells them. */
export const workers = sqliteTable('workers', {
  pid: integer().primaryKey(),
  start: text().notNull(),
  boot: text().notNull(),
});

export const attempts = sqliteTable(
  'attempts',
  {
    run: text().notNull(),
    node: text().notNull(),
    n: integer().notNull(),
    /** Place of the node in the plan. */
    position: integer().notNull(),
    kind: text().notNull(),
    state: text().$type<NodeState>().notNull(),
    /** Raised by every lease: whoever holds an older one may not change anything. */
    fence: integer().notNull(),
    /** Attempts of this node that ended with a dead process since it last came further than before. */
    losses: integer().notNull(),
    /** Ends of the runner itself in this node since then. */
    stops: integer().notNull().default(0),
    pid: integer(),
    /** When that process started, as the system tells it, so that a reused pid is never killed. */
    pidStart: text('pid_start'),
    fraction: real().notNull(),
    message: text(),
    secondsLeft: real('seconds_left'),
    startedAt: integer('started_at'),
    finishedAt: integer('finished_at'),
    cache: text({ mode: 'json' }).$type<CacheDecision>(),
    cacheKey: text('cache_key'),
    ingredients: text({ mode: 'json' }).$type<CacheIngredients>(),
    error: text({ mode: 'json' }).$type<Localized>(),
    outputs: text({ mode: 'json' }).$type<Record<string, string>>(),
    results: text({ mode: 'json' }).$type<Record<string, number>>(),
  },
  (table) => [primaryKey({ columns: [table.run, table.node, table.n] })],
);

export const events = sqliteTable('events', {
  seq: integer().primaryKey({ autoIncrement: true }),
  run: text().notNull(),
  at: integer().notNull(),
  type: text().$type<EventPayload['type']>().notNull(),
  node: text(),
  payload: text({ mode: 'json' }).$type<EventPayload>().notNull(),
});

export const artifacts = sqliteTable('artifacts', {
  id: text().primaryKey(),
  type: text().notNull(),
  manifest: text({ mode: 'json' }).$type<Manifest>().notNull(),
  bytes: integer().notNull(),
  createdAt: integer('created_at').notNull(),
});

export const cache = sqliteTable('cache', {
  key: text().primaryKey(),
  run: text().notNull(),
  node: text().notNull(),
  outputs: text({ mode: 'json' }).$type<Record<string, string>>().notNull(),
  results: text({ mode: 'json' }).$type<Record<string, number>>().notNull(),
  createdAt: integer('created_at').notNull(),
});

/** Links that let somebody in; only the digest of what is in them is kept. */
export const invites = sqliteTable('invites', {
  id: text().primaryKey(),
  digest: text().notNull(),
  role: text().$type<MemberRole | 'labeler'>().notNull(),
  /** The batch of a labeler. */
  run: text(),
  node: text(),
  label: text().notNull(),
  /** Null: any number of people. */
  usesLeft: integer('uses_left'),
  used: integer().notNull(),
  createdAt: integer('created_at').notNull(),
  createdBy: text('created_by').notNull(),
  /** May those who come by it decide what labelers disagree about? */
  adjudicates: integer({ mode: 'boolean' }).notNull().default(false),
  expiresAt: integer('expires_at').notNull(),
});

/** Browsers that were let in. */
export const sessions = sqliteTable('sessions', {
  id: text().primaryKey(),
  digest: text().notNull(),
  role: text().$type<MemberRole | 'labeler'>().notNull(),
  run: text(),
  node: text(),
  /** The name that a labeler first used. */
  labeler: text(),
  /** As its invite says. */
  label: text().notNull(),
  adjudicates: integer({ mode: 'boolean' }).notNull().default(false),
  invite: text(),
  /** Where it was last seen. */
  source: text(),
  agent: text(),
  createdAt: integer('created_at').notNull(),
  seenAt: integer('seen_at').notNull(),
  expiresAt: integer('expires_at').notNull(),
});

/** Secrets of programs. */
export const tokens = sqliteTable('tokens', {
  id: text().primaryKey(),
  digest: text().notNull(),
  role: text().$type<MemberRole>().notNull(),
  name: text().notNull(),
  createdAt: integer('created_at').notNull(),
  createdBy: text('created_by').notNull(),
  seenAt: integer('seen_at'),
  source: text(),
  /** Null: never. */
  expiresAt: integer('expires_at'),
});

/** Append-only: who changed what, and from where. */
export const audit = sqliteTable('audit', {
  seq: integer().primaryKey({ autoIncrement: true }),
  at: integer().notNull(),
  who: text().notNull(),
  role: text().$type<Role>().notNull(),
  source: text().notNull(),
  action: text().notNull(),
  target: text({ mode: 'json' }).$type<Record<string, string>>().notNull(),
});
