/**
 * Judgements that came from files: where from, under which id, and what is not known of them. Labelers of a file are
 * people or judges of that source.
 */
export const importedJudgements = `
ALTER TABLE labelers ADD COLUMN kind TEXT NOT NULL DEFAULT 'person';
ALTER TABLE labelers ADD COLUMN source TEXT;
CREATE TABLE imported_judgements (
  id TEXT PRIMARY KEY REFERENCES judgements (id),
  label_set TEXT NOT NULL REFERENCES label_sets (id),
  original TEXT NOT NULL,
  settings TEXT NOT NULL,
  time_ms INTEGER,
  at INTEGER,
  imported_at INTEGER NOT NULL,
  UNIQUE (label_set, original)
) STRICT, WITHOUT ROWID;
`;
