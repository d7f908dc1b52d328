import type { Quorum } from '../api/views.ts';
import type { Database } from '../db/open.ts';
import type { StoredAnswer } from '../db/tables.ts';

type Client = Database['$client'];
type Place = [run: string, node: string];
type OfLabeler = [...Place, labeler: string];

interface JudgementRecord {
  seq: number;
  id: string;
  run: string;
  node: string;
  task: string;
  labeler: string;
  answer: StoredAnswer | null;
  withdraws: string | null;
  firstId: string;
  secondId: string;
  timeMs: number;
  idempotencyKey: string | null;
  late: 0 | 1;
  at: number;
}

/** Which begun or untouched tasks are looked at, and how many of them at most; −1: all. */
interface Search {
  run: string;
  node: string;
  labeler: string;
  now: number;
  begun: 0 | 1;
  most: number;
}

const here = 'run = ? AND node = ?';
const columns = `seq, id, run, node, task, labeler, answer, withdraws, first_id AS firstId, second_id AS secondId,
  time_ms AS timeMs, idempotency_key AS idempotencyKey, late, at`;

/** An answer that was not withdrawn. */
const standing = `given.answer IS NOT NULL
  AND NOT EXISTS (SELECT 1 FROM judgements AS withdrawal WHERE withdrawal.withdraws = given.id)`;

/** None of these reads more than a few rows, however large the batch is. */
export function labelingStatements(client: Client) {
  return {
    request: client.prepare<Place, string>(`SELECT request FROM labeling_requests WHERE ${here}`).pluck(),
    addRequest: client.prepare(
      'INSERT INTO labeling_requests (run, node, request, created_at, total) VALUES (?, ?, ?, ?, ?)',
    ),
    addTask: client.prepare(
      'INSERT INTO tasks (run, node, id, position, body, overlap) VALUES (?, ?, ?, ?, ?, ?)',
    ),
    batches: client.prepare<[], { run: string; node: string }>(
      'SELECT run, node FROM labeling_requests ORDER BY created_at DESC',
    ),
    task: client
      .prepare<[...Place, string], string>(`SELECT body FROM tasks WHERE ${here} AND id = ?`)
      .pluck(),
    quorum: client.prepare<Place, Quorum>(`SELECT done, total FROM labeling_requests WHERE ${here}`),
    mine: client
      .prepare<OfLabeler, number>(`SELECT answered FROM labelers WHERE ${here} AND labeler = ?`)
      .pluck(),
    lastAnswer: client.prepare<OfLabeler, JudgementRecord>(
      `SELECT ${columns} FROM judgements AS given WHERE ${here} AND labeler = ? AND ${standing}
       ORDER BY seq DESC LIMIT 1`,
    ),
    hasAnswered: client.prepare<[...OfLabeler, string], { id: string }>(
      `SELECT id FROM judgements AS given WHERE ${here} AND labeler = ? AND task = ? AND ${standing}`,
    ),
    byKey: client.prepare<[...OfLabeler, string], { id: string }>(
      `SELECT id FROM judgements WHERE ${here} AND labeler = ? AND idempotency_key = ?`,
    ),
    isFull: client
      .prepare<[...Place, string], 0 | 1>(`SELECT answered >= overlap FROM tasks WHERE ${here} AND id = ?`)
      .pluck(),
    addJudgement: client.prepare<[Omit<JudgementRecord, 'seq'>]>(
      `INSERT INTO judgements
         (id, run, node, task, labeler, answer, withdraws, first_id, second_id, time_ms, idempotency_key, late, at)
       VALUES (@id, @run, @node, @task, @labeler, @answer, @withdraws, @firstId, @secondId, @timeMs,
         @idempotencyKey, @late, @at)`,
    ),
    countAnswer: client.prepare<[number, ...Place, string], { answered: number; overlap: number }>(
      `UPDATE tasks SET answered = answered + ? WHERE ${here} AND id = ? RETURNING answered, overlap`,
    ),
    countDone: client.prepare<[number, ...Place]>(
      `UPDATE labeling_requests SET done = done + ? WHERE ${here}`,
    ),
    countMine: client.prepare<[...OfLabeler, number]>(
      `INSERT INTO labelers VALUES (?, ?, ?, ?)
       ON CONFLICT DO UPDATE SET answered = answered + excluded.answered`,
    ),
    leased: client
      .prepare<[...OfLabeler, number], string>(
        `SELECT task FROM leases WHERE ${here} AND labeler = ? AND expires_at > ?`,
      )
      .pluck(),
    lease: client.prepare<[...Place, string, string, number]>(
      `INSERT INTO leases (run, node, task, labeler, expires_at) VALUES (?, ?, ?, ?, ?)
       ON CONFLICT DO UPDATE SET task = excluded.task, expires_at = excluded.expires_at`,
    ),
    release: client.prepare<OfLabeler>(`DELETE FROM leases WHERE ${here} AND labeler = ?`),
    freeTask: client
      .prepare<[Search], string>(
        `SELECT id FROM (
           SELECT id, position, answered, overlap FROM tasks
           WHERE run = @run AND node = @node AND (answered > 0) = @begun AND answered < overlap
           ORDER BY position LIMIT @most
         ) AS open
         WHERE answered + (SELECT count(*) FROM leases WHERE run = @run AND node = @node AND task = open.id
             AND labeler <> @labeler AND expires_at > @now) < overlap
           AND NOT EXISTS (SELECT 1 FROM judgements AS given WHERE run = @run AND node = @node
             AND labeler = @labeler AND task = open.id AND ${standing})
         ORDER BY position LIMIT 1`,
      )
      .pluck(),
  };
}
