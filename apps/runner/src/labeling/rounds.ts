import type { LabelingRequest } from '@heed/schema';
import { canonicalJson, digestOf } from '../canonical.ts';
import type { Database } from '../db/open.ts';
import type { LabelSet } from './batches.ts';

/** What is asked in a round. */
export type RoundRequest = Pick<
  LabelingRequest,
  'form' | 'formVersion' | 'settings' | 'question' | 'guidelines' | 'overlap'
>;

/** A round of a set, as it is listed. */
export interface Round {
  n: number;
  overlap: number;
  openedAt: number;
  /** Tasks that were new in it. */
  tasks: number;
  /** Answers given in it that still stand. */
  judgements: number;
}

type RoundRow = Omit<RoundRequest, 'settings' | 'question'> & { settings: string; question: string };

function prepare(client: Database['$client']) {
  return {
    round: client.prepare<[string, number], RoundRow>(
      `SELECT form, form_version AS formVersion, settings, question, guidelines, overlap FROM rounds
       WHERE label_set = ? AND n = ?`,
    ),
    addRound: client.prepare(
      `INSERT INTO rounds (label_set, n, form, form_version, settings, question, guidelines, guideline_version,
         overlap, opened_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    ),
    setRound: client.prepare('UPDATE label_sets SET round = ? WHERE id = ?'),
    want: client.prepare('UPDATE label_sets SET overlap = ?, budget = ? WHERE id = ?'),
    list: client.prepare<[string], Round>(
      `SELECT n, overlap, opened_at AS openedAt,
         (SELECT count(*) FROM tasks WHERE tasks.label_set = rounds.label_set AND tasks.round = n AND (gold_asked = 0
           OR EXISTS (SELECT 1 FROM asked_tasks WHERE asked_tasks.task = tasks.id AND asked_tasks.label_set = tasks.label_set))
         ) AS tasks,
         (SELECT count(*) FROM judgements AS given WHERE given.label_set = rounds.label_set AND given.round = n
           AND blind = 0 AND outcome IS NOT NULL
           AND NOT EXISTS (SELECT 1 FROM judgements AS later WHERE later.withdraws = given.id)) AS judgements
       FROM rounds WHERE label_set = ? ORDER BY n`,
    ),
  };
}

/** The rounds of sets: what was asked from when on. Callers group writes into transactions. */
export class Rounds {
  readonly #statements: ReturnType<typeof prepare>;

  constructor(db: Database) {
    this.#statements = prepare(db.$client);
  }

  /** The set's round; a new one where there are new tasks or something else is asked than before. */
  open(set: LabelSet, request: RoundRequest, hasNew: boolean, now: number): number {
    const last = this.#statements.round.get(set.id, set.round);
    const { form, formVersion, question, guidelines, overlap, settings } = request;
    const before = last && {
      ...last,
      settings: JSON.parse(last.settings),
      question: JSON.parse(last.question),
    };
    const asked = { form, formVersion, settings, question, guidelines, overlap };
    const isSame = !hasNew && before && canonicalJson(before) === canonicalJson(asked);
    return isSame ? set.round : this.add(set, request, now);
  }

  add(set: LabelSet, request: RoundRequest, now: number): number {
    const { form, formVersion, settings, question, guidelines, overlap } = request;
    const round = set.round + 1;
    const texts = [JSON.stringify(settings), JSON.stringify(question), guidelines, versionOf(guidelines)];
    this.#statements.addRound.run(set.id, round, form, formVersion, ...texts, overlap, now);
    this.#statements.setRound.run(round, set.id);
    return round;
  }

  /** Wants more answers of each task, or more tasks of a budget, from the next run on: a new round. */
  reopen(set: LabelSet, request: RoundRequest, budget: number | undefined, now: number): number {
    this.#statements.want.run(request.overlap, budget ?? set.budget, set.id);
    return this.add(set, request, now);
  }

  /** All rounds of a set, the first one first. */
  list(set: string): Round[] {
    return this.#statements.list.all(set);
  }
}

/** A digest of the guidelines; empty where there are none. */
function versionOf(guidelines: string): string {
  return guidelines === '' ? '' : digestOf(guidelines).slice(0, 16);
}
