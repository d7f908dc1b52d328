/** Why a run is paused, ends of the runner in a node, and the processes that work for this data folder. */
export const pausesAndWorkers = `
ALTER TABLE runs ADD COLUMN pause TEXT;
ALTER TABLE attempts ADD COLUMN stops INTEGER NOT NULL DEFAULT 0;

CREATE TABLE workers (
  pid INTEGER PRIMARY KEY,
  start TEXT NOT NULL,
  boot TEXT NOT NULL
) STRICT;
`;
