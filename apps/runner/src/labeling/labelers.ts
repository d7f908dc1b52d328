import { randomUUID } from 'node:crypto';
import type { Database } from '../db/open.ts';

/** One who labels in a set. */
export interface Labeler {
  id: string;
  /** A pseudonym that nobody else has in the set. */
  name: string;
  /** Standing answers. */
  answered: number;
  /** Tasks that were ever given. */
  turns: number;
}

const columns = 'id, name, answered, turns';

function prepare(client: Database['$client']) {
  return {
    find: client.prepare<[string, string, string], Labeler>(
      `SELECT ${columns} FROM labelers WHERE label_set = ? AND session = ? AND asked_name = ?`,
    ),
    isTaken: client.prepare<[string, string]>('SELECT 1 FROM labelers WHERE label_set = ? AND name = ?'),
    add: client.prepare(
      `INSERT INTO labelers (id, label_set, session, asked_name, name, created_at) VALUES (?, ?, ?, ?, ?, ?)`,
    ),
    turn: client.prepare('UPDATE labelers SET turns = turns + 1 WHERE id = ?'),
    count: client.prepare('UPDATE labelers SET answered = answered + ? WHERE id = ?'),
    ofSession: client.prepare<[string, string], Labeler>(
      `SELECT ${columns} FROM labelers WHERE label_set = ? AND session = ?`,
    ),
  };
}

/**
 * Who labels. A labeler is a session and the name used in it: somebody else who takes the same name is another
 * labeler, under a name with a number, and neither sees nor changes what the first one does.
 */
export class Labelers {
  readonly #statements: ReturnType<typeof prepare>;

  constructor(db: Database) {
    this.#statements = prepare(db.$client);
  }

  find(set: string, session: string, name: string): Labeler | undefined {
    return this.#statements.find.get(set, session, name);
  }

  /** The labeler of a session, made when it first asks for work. */
  open(set: string, session: string, name: string, now: number): Labeler {
    const known = this.find(set, session, name);
    if (known) return known;
    const labeler = { id: randomUUID(), name: this.#freeName(set, name), answered: 0, turns: 0 };
    this.#statements.add.run(labeler.id, set, session, name, labeler.name, now);
    return labeler;
  }

  /** Counts a task that was given. */
  countTurn({ id }: Labeler): void {
    this.#statements.turn.run(id);
  }

  /** Counts an answer, or takes one back. */
  countAnswer(id: string, step: 1 | -1): void {
    this.#statements.count.run(step, id);
  }

  /** All who work in a session. */
  ofSession(set: string, session: string): Labeler[] {
    return this.#statements.ofSession.all(set, session);
  }

  #freeName(set: string, name: string): string {
    let free = name;
    for (let number = 2; this.#statements.isTaken.get(set, free); number++) free = `${name} ${number}`;
    return free;
  }
}
