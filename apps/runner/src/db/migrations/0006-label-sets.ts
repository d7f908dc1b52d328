/** Judgements that were not withdrawn, of the old table. */
const standing = `answer IS NOT NULL
  AND NOT EXISTS (SELECT 1 FROM old_judgements AS withdrawal WHERE withdrawal.withdraws = old_judgements.id)`;

/** Which set the work of a run's node belongs to. */
const setOf = (
  table: string,
) => `(SELECT label_sets.id FROM runs JOIN label_sets ON label_sets.graph = runs.graph
    AND label_sets.name = 'node/' || ${table}.node WHERE runs.id = ${table}.run)`;

/**
 * Answers belong to a set that outlives runs: sets of a graph's nodes, their rounds, and tasks known by their contents;
 * batches are what single runs ask of a set. Counts are kept with each answer, so that neither an answer nor the next
 * task needs to read the others.
 */
export const labelSets = `
CREATE TABLE label_sets (
  id TEXT PRIMARY KEY,
  graph TEXT NOT NULL REFERENCES graphs (id),
  name TEXT NOT NULL,
  secret TEXT NOT NULL,
  round INTEGER NOT NULL DEFAULT 0,
  revision INTEGER NOT NULL DEFAULT 0,
  judgements INTEGER NOT NULL DEFAULT 0,
  overlap INTEGER,
  created_at INTEGER NOT NULL,
  UNIQUE (graph, name)
) STRICT;
INSERT INTO label_sets (id, graph, name, secret, created_at)
  SELECT lower(hex(randomblob(8))), graph, 'node/' || node, lower(hex(randomblob(32))), min(asked.created_at)
  FROM labeling_requests AS asked JOIN runs ON runs.id = asked.run GROUP BY graph, node;

CREATE TABLE rounds (
  label_set TEXT NOT NULL REFERENCES label_sets (id),
  n INTEGER NOT NULL,
  form TEXT NOT NULL,
  form_version INTEGER NOT NULL,
  settings TEXT NOT NULL,
  question TEXT NOT NULL,
  guidelines TEXT NOT NULL,
  guideline_version TEXT NOT NULL,
  overlap INTEGER NOT NULL,
  opened_at INTEGER NOT NULL,
  PRIMARY KEY (label_set, n)
) STRICT;
INSERT INTO rounds
  SELECT ${setOf('asked')},
    row_number() OVER (PARTITION BY ${setOf('asked')} ORDER BY asked.created_at, asked.run),
    'pairwise', 1, '{}', json_extract(request, '$.question'), json_extract(request, '$.guidelines'), '',
    json_extract(request, '$.overlap'), asked.created_at
  FROM labeling_requests AS asked;
UPDATE label_sets SET round = (SELECT max(n) FROM rounds WHERE label_set = label_sets.id);

CREATE TABLE batches (
  run TEXT NOT NULL REFERENCES runs (id),
  node TEXT NOT NULL,
  label_set TEXT NOT NULL,
  round INTEGER NOT NULL,
  queue TEXT NOT NULL,
  judged TEXT NOT NULL,
  budget INTEGER,
  begun INTEGER NOT NULL DEFAULT 0,
  done INTEGER NOT NULL DEFAULT 0,
  total INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (run, node),
  FOREIGN KEY (label_set, round) REFERENCES rounds (label_set, n)
) STRICT;
CREATE INDEX batches_of_set ON batches (label_set, created_at);
INSERT INTO batches (run, node, label_set, round, queue, judged, total, created_at)
  SELECT run, node, ${setOf('asked')},
    row_number() OVER (PARTITION BY ${setOf('asked')} ORDER BY asked.created_at, asked.run), '{}', '[]',
    json_extract(request, '$.overlap') * (SELECT count(*) FROM tasks WHERE (tasks.run, tasks.node) = (asked.run, asked.node)),
    created_at
  FROM labeling_requests AS asked;

DROP TABLE leases;
DROP TRIGGER judgements_stay;
DROP TRIGGER judgements_are_kept;
DROP INDEX judgements_of_task;
ALTER TABLE judgements RENAME TO old_judgements;
ALTER TABLE tasks RENAME TO old_tasks;

CREATE TABLE tasks (
  label_set TEXT NOT NULL REFERENCES label_sets (id),
  id TEXT NOT NULL,
  round INTEGER NOT NULL,
  prompt TEXT NOT NULL,
  body TEXT NOT NULL,
  answered INTEGER NOT NULL DEFAULT 0,
  selection TEXT,
  gold TEXT,
  PRIMARY KEY (label_set, id)
) STRICT;
CREATE INDEX tasks_of_prompt ON tasks (label_set, prompt);
CREATE INDEX gold_tasks ON tasks (label_set, id) WHERE gold IS NOT NULL;
INSERT INTO tasks (label_set, id, round, prompt, body, answered, selection)
  SELECT ${setOf('old')}, id, 1, json_extract(body, '$.promptId'),
    json_set(body, '$.language', '', '$.candidates[0].model', NULL, '$.candidates[1].model', NULL, '$.keys',
      json_array(json_extract(body, '$.candidates[0].id'), json_extract(body, '$.candidates[1].id'))),
    (SELECT count(*) FROM old_judgements WHERE task = old.id AND late = 0 AND ${standing}
      AND ${setOf('old_judgements')} = ${setOf('old')}),
    'fixed'
  FROM old_tasks AS old WHERE true ON CONFLICT DO NOTHING;

CREATE TABLE asked_tasks (
  run TEXT NOT NULL,
  node TEXT NOT NULL,
  task TEXT NOT NULL,
  label_set TEXT NOT NULL,
  position INTEGER NOT NULL,
  body TEXT NOT NULL,
  prompt TEXT NOT NULL,
  shuffle INTEGER NOT NULL,
  information REAL NOT NULL DEFAULT 0,
  overlap INTEGER NOT NULL,
  answered INTEGER NOT NULL,
  PRIMARY KEY (run, node, task),
  FOREIGN KEY (run, node) REFERENCES batches (run, node),
  FOREIGN KEY (label_set, task) REFERENCES tasks (label_set, id)
) STRICT;
CREATE INDEX asked_in_order ON asked_tasks (run, node, answered > 0, position) WHERE answered < overlap;
CREATE INDEX asked_by_chance ON asked_tasks (run, node, answered > 0, shuffle) WHERE answered < overlap;
CREATE INDEX asked_by_information ON asked_tasks (run, node, answered > 0, information DESC, shuffle)
  WHERE answered < overlap;
CREATE INDEX asked_of_prompt ON asked_tasks (run, node, prompt);
CREATE INDEX asked_of_task ON asked_tasks (label_set, task);
INSERT INTO asked_tasks (run, node, task, label_set, position, body, prompt, shuffle, overlap, answered)
  SELECT run, node, old.id, tasks.label_set, position, tasks.body, prompt, abs(random()) % 1000000007, rounds.overlap,
    tasks.answered
  FROM old_tasks AS old JOIN batches USING (run, node) JOIN rounds USING (label_set)
    JOIN tasks ON (tasks.label_set, tasks.id) = (batches.label_set, old.id)
  WHERE rounds.n = batches.round;
UPDATE batches SET (done, begun) =
  (SELECT coalesce(sum(min(answered, overlap)), 0), coalesce(sum(answered > 0), 0) FROM asked_tasks
    WHERE (asked_tasks.run, asked_tasks.node) = (batches.run, batches.node));

CREATE TABLE labelers (
  id TEXT PRIMARY KEY,
  label_set TEXT NOT NULL REFERENCES label_sets (id),
  session TEXT NOT NULL,
  asked_name TEXT NOT NULL,
  name TEXT NOT NULL,
  answered INTEGER NOT NULL DEFAULT 0,
  turns INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL,
  UNIQUE (label_set, session, asked_name),
  UNIQUE (label_set, name)
) STRICT;
INSERT INTO labelers (id, label_set, session, asked_name, name, answered, turns, created_at)
  SELECT lower(hex(randomblob(12))), ${setOf('old_judgements')}, '', labeler, labeler, sum(${standing}),
    sum(${standing}), min(at)
  FROM old_judgements GROUP BY 2, labeler;

CREATE TABLE leases (
  label_set TEXT NOT NULL,
  task TEXT NOT NULL,
  labeler TEXT NOT NULL REFERENCES labelers (id),
  ticket TEXT NOT NULL,
  place INTEGER NOT NULL,
  selection TEXT NOT NULL,
  takes_slot INTEGER NOT NULL,
  ahead INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  PRIMARY KEY (label_set, labeler, ticket),
  FOREIGN KEY (label_set, task) REFERENCES tasks (label_set, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX leases_of_task ON leases (label_set, task);

CREATE TABLE judgements (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  label_set TEXT NOT NULL,
  task TEXT NOT NULL,
  labeler TEXT NOT NULL REFERENCES labelers (id),
  ticket TEXT NOT NULL,
  outcome TEXT,
  value TEXT NOT NULL,
  shown TEXT NOT NULL,
  withdraws TEXT UNIQUE REFERENCES judgements (id),
  round INTEGER NOT NULL,
  form TEXT NOT NULL,
  form_version INTEGER NOT NULL,
  guideline_version TEXT NOT NULL,
  selection TEXT NOT NULL,
  late INTEGER NOT NULL,
  counted INTEGER NOT NULL,
  time_ms INTEGER NOT NULL,
  idempotency_key TEXT,
  at INTEGER NOT NULL,
  UNIQUE (label_set, labeler, idempotency_key),
  FOREIGN KEY (label_set, task) REFERENCES tasks (label_set, id)
) STRICT;
INSERT INTO judgements
  SELECT seq, old_judgements.id, label_set, task, labelers.id, task,
    CASE WHEN answer IN ('first', 'second') THEN 'answered' ELSE answer END,
    CASE answer WHEN 'first' THEN json_object('chosen', first_id) WHEN 'second' THEN json_object('chosen', second_id)
      ELSE '{}' END,
    json_array(first_id, second_id), withdraws, round, 'pairwise', 1, '', 'fixed', late, 1 - late, time_ms,
    idempotency_key, at
  FROM old_judgements JOIN batches USING (run, node) JOIN labelers USING (label_set)
  WHERE labelers.name = old_judgements.labeler
  ORDER BY seq;
CREATE INDEX judgements_of_task ON judgements (label_set, task);
CREATE INDEX judgements_of_set ON judgements (label_set, seq);
CREATE INDEX judgements_of_labeler ON judgements (label_set, labeler, seq);
CREATE INDEX judgements_of_labeler_and_task ON judgements (label_set, labeler, task);
CREATE TRIGGER judgements_stay BEFORE UPDATE ON judgements
  BEGIN SELECT RAISE(ABORT, 'judgements are append-only'); END;
CREATE TRIGGER judgements_are_kept BEFORE DELETE ON judgements
  BEGIN SELECT RAISE(ABORT, 'judgements are append-only'); END;
UPDATE label_sets SET (revision, judgements) =
  (SELECT coalesce(max(seq), 0), coalesce(sum(outcome IS NOT NULL), 0) FROM judgements WHERE label_set = label_sets.id);

DROP TABLE old_judgements;
DROP TABLE old_tasks;
DROP TABLE labeling_requests;
`;
