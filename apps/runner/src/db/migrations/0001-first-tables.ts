/** Graphs, runs, their logs, artifacts, labeling, and access. */
export const firstTables = `
CREATE TABLE graphs (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  revision INTEGER NOT NULL,
  folder TEXT,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  removed_at INTEGER
) STRICT;
CREATE INDEX graphs_by_name ON graphs (name);

CREATE TABLE graph_versions (
  graph TEXT NOT NULL REFERENCES graphs (id),
  revision INTEGER NOT NULL,
  body TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (graph, revision)
) STRICT;

CREATE TABLE runs (
  id TEXT PRIMARY KEY,
  graph TEXT NOT NULL REFERENCES graphs (id),
  snapshot TEXT NOT NULL,
  folder TEXT,
  state TEXT NOT NULL,
  fresh INTEGER NOT NULL,
  idempotency_key TEXT NOT NULL UNIQUE,
  request TEXT NOT NULL,
  error TEXT,
  created_at INTEGER NOT NULL,
  started_at INTEGER,
  finished_at INTEGER
) STRICT;
CREATE INDEX runs_by_graph ON runs (graph, created_at);

CREATE TABLE attempts (
  run TEXT NOT NULL REFERENCES runs (id),
  node TEXT NOT NULL,
  n INTEGER NOT NULL,
  position INTEGER NOT NULL,
  kind TEXT NOT NULL,
  state TEXT NOT NULL,
  fence INTEGER NOT NULL,
  losses INTEGER NOT NULL,
  pid INTEGER,
  pid_start TEXT,
  fraction REAL NOT NULL,
  message TEXT,
  seconds_left REAL,
  started_at INTEGER,
  finished_at INTEGER,
  cache TEXT,
  cache_key TEXT,
  ingredients TEXT,
  error TEXT,
  outputs TEXT,
  results TEXT,
  PRIMARY KEY (run, node, n)
) STRICT;
CREATE UNIQUE INDEX one_live_attempt ON attempts (run, node)
  WHERE state NOT IN ('succeeded', 'cancelled', 'failed', 'lost', 'skipped');

CREATE TABLE events (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  run TEXT NOT NULL REFERENCES runs (id),
  at INTEGER NOT NULL,
  type TEXT NOT NULL,
  node TEXT,
  payload TEXT NOT NULL
) STRICT;
CREATE INDEX events_of_run ON events (run, seq);
CREATE INDEX log_of_node ON events (run, node, seq) WHERE type = 'log';
CREATE TRIGGER events_stay BEFORE UPDATE ON events BEGIN SELECT RAISE(ABORT, 'events are append-only'); END;
CREATE TRIGGER events_are_kept BEFORE DELETE ON events BEGIN SELECT RAISE(ABORT, 'events are append-only'); END;

CREATE TABLE metrics (
  run TEXT NOT NULL REFERENCES runs (id),
  node TEXT NOT NULL,
  name TEXT NOT NULL,
  step INTEGER NOT NULL,
  value REAL NOT NULL,
  PRIMARY KEY (run, node, name, step)
) STRICT, WITHOUT ROWID;

CREATE TABLE artifacts (
  id TEXT PRIMARY KEY,
  type TEXT NOT NULL,
  manifest TEXT NOT NULL,
  bytes INTEGER NOT NULL,
  created_at INTEGER NOT NULL
) STRICT;

CREATE TABLE cache (
  key TEXT PRIMARY KEY,
  run TEXT NOT NULL REFERENCES runs (id),
  node TEXT NOT NULL,
  outputs TEXT NOT NULL,
  results TEXT NOT NULL,
  created_at INTEGER NOT NULL
) STRICT;

CREATE TABLE labeling_requests (
  run TEXT NOT NULL REFERENCES runs (id),
  node TEXT NOT NULL,
  request TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (run, node)
) STRICT;

CREATE TABLE tasks (
  run TEXT NOT NULL,
  node TEXT NOT NULL,
  id TEXT NOT NULL,
  position INTEGER NOT NULL,
  body TEXT NOT NULL,
  PRIMARY KEY (run, node, id),
  FOREIGN KEY (run, node) REFERENCES labeling_requests (run, node)
) STRICT;

CREATE TABLE leases (
  run TEXT NOT NULL,
  node TEXT NOT NULL,
  task TEXT NOT NULL,
  labeler TEXT NOT NULL,
  expires_at INTEGER NOT NULL,
  PRIMARY KEY (run, node, labeler),
  FOREIGN KEY (run, node, task) REFERENCES tasks (run, node, id)
) STRICT;

CREATE TABLE judgements (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  run TEXT NOT NULL,
  node TEXT NOT NULL,
  task TEXT NOT NULL,
  labeler TEXT NOT NULL,
  answer TEXT,
  withdraws TEXT UNIQUE REFERENCES judgements (id),
  first_id TEXT NOT NULL,
  second_id TEXT NOT NULL,
  time_ms INTEGER NOT NULL,
  idempotency_key TEXT,
  late INTEGER NOT NULL,
  at INTEGER NOT NULL,
  UNIQUE (run, node, labeler, idempotency_key),
  FOREIGN KEY (run, node, task) REFERENCES tasks (run, node, id)
) STRICT;
CREATE INDEX judgements_of_task ON judgements (run, node, task);
CREATE TRIGGER judgements_stay BEFORE UPDATE ON judgements
  BEGIN SELECT RAISE(ABORT, 'judgements are append-only'); END;
CREATE TRIGGER judgements_are_kept BEFORE DELETE ON judgements
  BEGIN SELECT RAISE(ABORT, 'judgements are append-only'); END;

CREATE TABLE links (
  digest TEXT PRIMARY KEY,
  role TEXT NOT NULL,
  run TEXT,
  node TEXT,
  one_time INTEGER NOT NULL,
  expires_at INTEGER NOT NULL
) STRICT;

CREATE TABLE sessions (
  digest TEXT PRIMARY KEY,
  role TEXT NOT NULL,
  run TEXT,
  node TEXT,
  labeler TEXT,
  expires_at INTEGER NOT NULL
) STRICT;
`;
