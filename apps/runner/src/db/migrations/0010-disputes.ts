/**
 * Tasks of which labelers said different things and which a named person decides, with the right to do so on invites
 * and sessions; indexes by which the free slots of a task and the
 * speed of a labeler are read; batches that are still being written; more tasks
 * wanted of a set than its node asks for.
 */
export const disputes = `
CREATE TABLE disputes (
  label_set TEXT NOT NULL,
  task TEXT NOT NULL,
  state TEXT NOT NULL,
  opened_at INTEGER NOT NULL,
  PRIMARY KEY (label_set, task),
  FOREIGN KEY (label_set, task) REFERENCES tasks (label_set, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX open_disputes ON disputes (label_set, opened_at) WHERE state = 'open';
ALTER TABLE judgements ADD COLUMN blind INTEGER NOT NULL DEFAULT 0;
ALTER TABLE invites ADD COLUMN adjudicates INTEGER NOT NULL DEFAULT 0;
ALTER TABLE sessions ADD COLUMN adjudicates INTEGER NOT NULL DEFAULT 0;
ALTER TABLE label_sets ADD COLUMN budget INTEGER;
ALTER TABLE asked_tasks ADD COLUMN full_until INTEGER NOT NULL DEFAULT 0;
ALTER TABLE batches ADD COLUMN ready INTEGER NOT NULL DEFAULT 1;
DROP INDEX leases_of_task;
CREATE INDEX leases_of_task ON leases (label_set, task, takes_slot, expires_at);
DROP INDEX judgements_of_labeler;
CREATE INDEX judgements_of_labeler ON judgements (label_set, labeler, seq, outcome, time_ms);
`;
