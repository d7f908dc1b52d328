/** Answers that people marked to look at again, or to send to labelers. */
export const flagsTable = `
CREATE TABLE flags (
  id TEXT PRIMARY KEY,
  run TEXT NOT NULL REFERENCES runs (id),
  node TEXT NOT NULL,
  artifact TEXT,
  file TEXT,
  step INTEGER,
  prompt TEXT NOT NULL,
  answers TEXT NOT NULL,
  note TEXT NOT NULL,
  author TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  sent_to TEXT REFERENCES graphs (id),
  UNIQUE (prompt, answers)
) STRICT;
CREATE INDEX flags_by_time ON flags (created_at, id);
`;
