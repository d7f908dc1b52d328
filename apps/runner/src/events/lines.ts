import { type Localized, type Message, text } from '@heed/schema';
import type { LogQuery } from '../api/inputs.ts';
import type { LogLine, LogsView } from '../api/views.ts';
import type { Database } from '../db/open.ts';

/** Of a very long log, the beginning says how it was set up and the end how it ended. */
const KEPT_FIRST = 1000;
const KEPT_LAST = 9000;
/** Lines that come between two removals of the middle. */
const SLACK = 500;
const LINES_IN_EVENTS = KEPT_FIRST + KEPT_LAST;
/** Beyond that many lines those who follow a run get at most four a second. */
const QUIET_MS = 250;
const PAGE = 200;

type Level = LogLine['level'];
interface NewLine {
  run: string;
  node: string;
  at: number;
  level: Level;
  text: Message;
}

type LineRow = Omit<LogLine, 'text' | 'dropped'> & {
  text: string;
  zh: string | null;
  dropped: number | null;
};

function droppedText(dropped: number): Localized {
  const [count, first, last] = [dropped, KEPT_FIRST, KEPT_LAST].map((number) => number.toLocaleString('en'));
  return text(
    `${count} lines were dropped here: a log keeps the first ${first} and the last ${last} lines of an attempt.`,
    `此处省略 ${count} 行：每次尝试的日志只保留前 ${first} 行和后 ${last} 行。`,
  );
}

/** A message as its two columns; the second is null where both languages read the same. */
function columnsOf(message: Message): [text: string, zh: string | null] {
  return typeof message === 'string' ? [message, null] : [message.en, message.zh];
}

/** The lines that nodes log, by attempt. Bounded: of more than 10,000 lines of an attempt the middle goes. */
export class LogLines {
  readonly #client;
  readonly #statements;
  readonly #heardAt = new Map<string, number>();

  constructor(db: Database) {
    const client = db.$client;
    this.#client = client;
    const one = 'run = ? AND node = ? AND attempt = ?';
    this.#statements = {
      attempt: client.prepare('SELECT max(n) FROM attempts WHERE run = ? AND node = ?').pluck(),
      last: client.prepare(`SELECT max(number) FROM log_lines WHERE ${one}`).pluck(),
      add: client.prepare(
        'INSERT INTO log_lines (run, node, attempt, number, at, level, text, zh) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
      ),
      drop: client.prepare(`DELETE FROM log_lines WHERE ${one} AND number > ? AND number <= ?`),
      mark: client.prepare(
        `UPDATE log_lines SET level = 'warn', text = ?, zh = ?, dropped = ? WHERE ${one} AND number = ?`,
      ),
    };
  }

  /** Stores a line under the node's last attempt. Says whether it belongs in the events too. */
  add({ run, node, at, level, text: message }: NewLine): boolean {
    const attempt = (this.#statements.attempt.get(run, node) as number | null) ?? 1;
    const number = ((this.#statements.last.get(run, node, attempt) as number | null) ?? 0) + 1;
    this.#statements.add.run(run, node, attempt, number, at, level, ...columnsOf(message));
    const surplus = number - LINES_IN_EVENTS;
    if (surplus > 0 && surplus % SLACK === 0) this.#dropMiddle([run, node, attempt], number);
    return surplus <= 0 || this.#isTime(`${run}/${node}`, at);
  }

  #isTime(key: string, at: number): boolean {
    if (at - (this.#heardAt.get(key) ?? 0) < QUIET_MS) return false;
    this.#heardAt.set(key, at);
    return true;
  }

  /** The first dropped line's place tells how many went. */
  #dropMiddle(attempt: [string, string, number], last: number): void {
    const dropped = last - KEPT_FIRST - KEPT_LAST;
    this.#statements.drop.run(...attempt, KEPT_FIRST + 1, last - KEPT_LAST);
    this.#statements.mark.run(...columnsOf(droppedText(dropped)), dropped, ...attempt, KEPT_FIRST + 1);
  }

  /** One page of a run's lines or of a node's, oldest first: the last ones, or those before or after a line. */
  page(query: LogQuery): LogsView {
    const { sql, values } = conditions(query);
    const { after, before, limit = PAGE } = query;
    const bounds = after !== undefined ? ' AND id > ?' : before !== undefined ? ' AND id < ?' : '';
    const bound = after ?? before;
    const direction = after !== undefined ? 'ASC' : 'DESC';
    const rows = this.#client
      .prepare(
        `SELECT id, node, attempt, at, level, text, zh, dropped FROM log_lines
         WHERE ${sql}${bounds} ORDER BY id ${direction} LIMIT ?`,
      )
      .all(...values, ...(bound === undefined ? [] : [bound]), limit + 1) as LineRow[];
    const total = this.#client
      .prepare(`SELECT count(*) FROM log_lines WHERE ${sql}`)
      .pluck()
      .get(...values);
    const lines = rows.slice(0, limit).map(({ dropped, text: en, zh, ...line }) => ({
      ...line,
      text: zh === null ? en : { en, zh },
      dropped: dropped ?? undefined,
    }));
    const more = rows.length > limit;
    if (after === undefined) lines.reverse();
    return { lines, total: total as number, more };
  }
}

function conditions({ run, node, attempt, levels, search, language = 'en' }: LogQuery) {
  const tests: [string, ...(string | number)[]][] = [['run = ?', run]];
  if (node !== undefined) tests.push(['node = ?', node]);
  if (attempt !== undefined) tests.push(['attempt = ?', attempt]);
  if (levels?.length) tests.push([`level IN (${levels.map(() => '?').join(', ')})`, ...levels]);
  const read = language === 'zh' ? 'coalesce(zh, text)' : 'text';
  if (search) tests.push([`instr(lower(${read}), lower(?)) > 0`, search]);
  return {
    sql: tests.map(([test]) => test).join(' AND '),
    values: tests.flatMap(([, ...values]) => values),
  };
}
