/** Invites with labels and limits, sessions that can be listed and ended, tokens for programs, the audit log. */
export const accessTables = `
CREATE TABLE invites (
  id TEXT PRIMARY KEY,
  digest TEXT NOT NULL UNIQUE,
  role TEXT NOT NULL,
  run TEXT,
  node TEXT,
  label TEXT NOT NULL,
  uses_left INTEGER,
  used INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  created_by TEXT NOT NULL,
  expires_at INTEGER NOT NULL
) STRICT;
INSERT INTO invites
  SELECT lower(hex(randomblob(8))), digest, role, run, node, '', CASE one_time WHEN 1 THEN 1 END, 0,
    unixepoch() * 1000, '', expires_at FROM links;
DROP TABLE links;

ALTER TABLE sessions RENAME TO old_sessions;
CREATE TABLE sessions (
  id TEXT PRIMARY KEY,
  digest TEXT NOT NULL UNIQUE,
  role TEXT NOT NULL,
  run TEXT,
  node TEXT,
  labeler TEXT,
  label TEXT NOT NULL,
  invite TEXT,
  source TEXT,
  agent TEXT,
  created_at INTEGER NOT NULL,
  seen_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL
) STRICT;
INSERT INTO sessions
  SELECT lower(hex(randomblob(8))), digest, role, run, node, labeler, '', NULL, NULL, NULL,
    unixepoch() * 1000, unixepoch() * 1000, expires_at FROM old_sessions;
DROP TABLE old_sessions;
CREATE INDEX sessions_of_invite ON sessions (invite);

CREATE TABLE tokens (
  id TEXT PRIMARY KEY,
  digest TEXT NOT NULL UNIQUE,
  role TEXT NOT NULL,
  name TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  created_by TEXT NOT NULL,
  seen_at INTEGER,
  source TEXT,
  expires_at INTEGER
) STRICT;

CREATE TABLE audit (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  at INTEGER NOT NULL,
  who TEXT NOT NULL,
  role TEXT NOT NULL,
  source TEXT NOT NULL,
  action TEXT NOT NULL,
  target TEXT NOT NULL
) STRICT;
CREATE TRIGGER audit_stays BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;
CREATE TRIGGER audit_is_kept BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;
`;
