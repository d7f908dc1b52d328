/** `UPDATE OF` and `INSERT` alike: outputs and inputs of a node run stay findable by artifact. */
const noteOutputs = `
  INSERT INTO made (artifact, run, node, port, attempt, cached, at)
  SELECT value, NEW.run, NEW.node, key, NEW.n, coalesce(json_extract(NEW.cache, '$.hit'), 0),
    coalesce(NEW.finished_at, NEW.started_at, 0)
  FROM json_each(NEW.outputs) WHERE true
  ON CONFLICT DO UPDATE SET attempt = excluded.attempt, cached = excluded.cached, at = excluded.at;
`;
const noteInputs = `
  INSERT INTO used (artifact, run, node, port)
  SELECT wire.value, NEW.run, NEW.node, port.key
  FROM json_each(NEW.ingredients, '$.inputs') AS port, json_each(port.value) AS wire WHERE true
  ON CONFLICT DO NOTHING;
`;

/**
 * Curves with the lowest and highest point of every block of 16, 256, … 16 777 216 steps; the lines of nodes apart
 * from the append-only events, so that the middle of a very long log can go; and who made and used each artifact.
 */
export const curvesLogsLineage = `
CREATE TABLE curves (
  id INTEGER PRIMARY KEY,
  run TEXT NOT NULL REFERENCES runs (id),
  node TEXT NOT NULL,
  name TEXT NOT NULL,
  UNIQUE (run, node, name)
) STRICT;

CREATE TABLE points (
  curve INTEGER NOT NULL REFERENCES curves (id),
  step INTEGER NOT NULL,
  value REAL NOT NULL,
  PRIMARY KEY (curve, step)
) STRICT, WITHOUT ROWID;

CREATE TABLE point_blocks (
  curve INTEGER NOT NULL REFERENCES curves (id),
  level INTEGER NOT NULL,
  block INTEGER NOT NULL,
  points INTEGER NOT NULL,
  low REAL NOT NULL,
  low_step INTEGER NOT NULL,
  high REAL NOT NULL,
  high_step INTEGER NOT NULL,
  PRIMARY KEY (curve, level, block)
) STRICT, WITHOUT ROWID;

INSERT INTO curves (run, node, name) SELECT DISTINCT run, node, name FROM metrics;
INSERT INTO points SELECT id, step, value FROM metrics JOIN curves USING (run, node, name);
WITH levels (level) AS (VALUES (1), (2), (3), (4), (5), (6)),
low AS (
  SELECT curve, level, step >> (4 * level) AS block, count(*) AS points, min(value) AS low, step AS low_step
  FROM points, levels GROUP BY curve, level, block
),
high AS (
  SELECT curve, level, step >> (4 * level) AS block, max(value) AS high, step AS high_step
  FROM points, levels GROUP BY curve, level, block
)
INSERT INTO point_blocks SELECT * FROM low JOIN high USING (curve, level, block);
DROP TABLE metrics;

CREATE TABLE log_lines (
  id INTEGER PRIMARY KEY,
  run TEXT NOT NULL REFERENCES runs (id),
  node TEXT NOT NULL,
  attempt INTEGER NOT NULL,
  number INTEGER NOT NULL,
  at INTEGER NOT NULL,
  level TEXT NOT NULL,
  text TEXT NOT NULL,
  dropped INTEGER,
  UNIQUE (run, node, attempt, number)
) STRICT;
CREATE INDEX log_lines_of_run ON log_lines (run, id);
CREATE INDEX log_lines_of_node ON log_lines (run, node, id);

WITH of_nodes AS (
  SELECT seq, run, node, at, type, payload,
    max(CASE type WHEN 'node-state' THEN json_extract(payload, '$.attempt') END)
      OVER (PARTITION BY run, node ORDER BY seq ROWS UNBOUNDED PRECEDING) AS attempt
  FROM events WHERE type IN ('log', 'node-state')
)
INSERT INTO log_lines (run, node, attempt, number, at, level, text)
SELECT run, node, coalesce(attempt, 1),
  row_number() OVER (PARTITION BY run, node, coalesce(attempt, 1) ORDER BY seq),
  at, json_extract(payload, '$.level'), json_extract(payload, '$.text')
FROM of_nodes WHERE type = 'log' ORDER BY seq;
DROP INDEX log_of_node;
CREATE INDEX devices_of_run ON events (run, seq) WHERE type = 'device';

CREATE TABLE made (
  artifact TEXT NOT NULL,
  run TEXT NOT NULL,
  node TEXT NOT NULL,
  port TEXT NOT NULL,
  attempt INTEGER NOT NULL,
  cached INTEGER NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (artifact, run, node, port)
) STRICT, WITHOUT ROWID;

CREATE TABLE used (
  artifact TEXT NOT NULL,
  run TEXT NOT NULL,
  node TEXT NOT NULL,
  port TEXT NOT NULL,
  PRIMARY KEY (artifact, run, node, port)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER outputs_are_noted AFTER UPDATE OF outputs ON attempts WHEN NEW.outputs IS NOT NULL BEGIN ${noteOutputs} END;
CREATE TRIGGER first_outputs_are_noted AFTER INSERT ON attempts WHEN NEW.outputs IS NOT NULL BEGIN ${noteOutputs} END;
CREATE TRIGGER inputs_are_noted AFTER UPDATE OF ingredients ON attempts WHEN NEW.ingredients IS NOT NULL BEGIN ${noteInputs} END;
CREATE TRIGGER first_inputs_are_noted AFTER INSERT ON attempts WHEN NEW.ingredients IS NOT NULL BEGIN ${noteInputs} END;
UPDATE attempts SET outputs = outputs WHERE outputs IS NOT NULL;
UPDATE attempts SET ingredients = ingredients WHERE ingredients IS NOT NULL;
`;
