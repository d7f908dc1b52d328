/** An answer that was not withdrawn. */
const standing = `answer IS NOT NULL
  AND NOT EXISTS (SELECT 1 FROM judgements AS withdrawal WHERE withdrawal.withdraws = judgements.id)`;

/** Counts kept with each answer, so that neither an answer nor the next task needs to read the others. */
export const labelingCounters = `
ALTER TABLE tasks ADD COLUMN overlap INTEGER NOT NULL DEFAULT 1;
ALTER TABLE tasks ADD COLUMN answered INTEGER NOT NULL DEFAULT 0;
UPDATE tasks SET
  overlap = (SELECT json_extract(request, '$.overlap') FROM labeling_requests AS asked
    WHERE (asked.run, asked.node) = (tasks.run, tasks.node)),
  answered = (SELECT count(*) FROM judgements
    WHERE (judgements.run, judgements.node, task) = (tasks.run, tasks.node, tasks.id) AND ${standing});
CREATE INDEX open_tasks ON tasks (run, node, answered > 0, position) WHERE answered < overlap;

ALTER TABLE labeling_requests ADD COLUMN done INTEGER NOT NULL DEFAULT 0;
ALTER TABLE labeling_requests ADD COLUMN total INTEGER NOT NULL DEFAULT 0;
UPDATE labeling_requests SET (done, total) =
  (SELECT coalesce(sum(min(answered, overlap)), 0), coalesce(sum(overlap), 0) FROM tasks
    WHERE (tasks.run, tasks.node) = (labeling_requests.run, labeling_requests.node));

CREATE TABLE labelers (
  run TEXT NOT NULL,
  node TEXT NOT NULL,
  labeler TEXT NOT NULL,
  answered INTEGER NOT NULL,
  PRIMARY KEY (run, node, labeler),
  FOREIGN KEY (run, node) REFERENCES labeling_requests (run, node)
) STRICT;
INSERT INTO labelers SELECT run, node, labeler, count(*) FROM judgements
  WHERE ${standing} GROUP BY run, node, labeler;

CREATE INDEX leases_of_task ON leases (run, node, task);
CREATE INDEX judgements_of_labeler ON judgements (run, node, labeler, seq);
CREATE INDEX judgements_of_labeler_and_task ON judgements (run, node, labeler, task);
`;
