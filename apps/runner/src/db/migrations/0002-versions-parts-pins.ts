/** Who saved which version of a graph and what it came from, runs of a part, pinned outputs, and deleted runs. */
export const versionsPartsPins = `
ALTER TABLE graph_versions ADD COLUMN author TEXT NOT NULL DEFAULT 'owner';
ALTER TABLE graph_versions ADD COLUMN parent INTEGER;
ALTER TABLE graph_versions ADD COLUMN restores INTEGER;
ALTER TABLE graph_versions ADD COLUMN name TEXT;
UPDATE graph_versions SET parent = revision - 1 WHERE revision > 1;

ALTER TABLE runs ADD COLUMN part TEXT;
ALTER TABLE runs ADD COLUMN removed_at INTEGER;
CREATE INDEX attempts_of_node ON attempts (node, run, n);

CREATE TABLE pins (
  graph TEXT NOT NULL REFERENCES graphs (id),
  node TEXT NOT NULL,
  kind TEXT NOT NULL,
  run TEXT NOT NULL REFERENCES runs (id),
  outputs TEXT NOT NULL,
  results TEXT NOT NULL,
  author TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (graph, node)
) STRICT;
`;
