/** Conversations of labelers with a model, as append-only events: what was written, what came back, what was judged. */
export const dialogueEvents = `
CREATE TABLE dialogue_events (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  label_set TEXT NOT NULL,
  task TEXT NOT NULL,
  labeler TEXT NOT NULL REFERENCES labelers (id),
  ticket TEXT NOT NULL,
  turn INTEGER NOT NULL,
  said TEXT NOT NULL,
  idempotency_key TEXT,
  at INTEGER NOT NULL,
  UNIQUE (label_set, labeler, idempotency_key),
  FOREIGN KEY (label_set, task) REFERENCES tasks (label_set, id)
) STRICT;
CREATE INDEX dialogue_events_of_ticket ON dialogue_events (label_set, labeler, ticket, seq);
CREATE TRIGGER dialogue_events_stay BEFORE UPDATE ON dialogue_events
  BEGIN SELECT RAISE(ABORT, 'dialogue events are append-only'); END;
CREATE TRIGGER dialogue_events_are_kept BEFORE DELETE ON dialogue_events
  BEGIN SELECT RAISE(ABORT, 'dialogue events are append-only'); END;
`;
