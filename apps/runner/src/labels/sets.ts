import type { LabelsPlace } from '../api/labels-inputs.ts';
import type { LabelSetView } from '../api/labels-views.ts';
import type { Database } from '../db/open.ts';
import { UserError } from '../errors.ts';

/** A set, and where only a part of it is meant, the node run that asks for that part. */
export interface OpenPlace {
  set: string;
  batch?: { run: string; node: string };
}

type SetRow = Omit<LabelSetView, 'sources' | 'latest' | 'isShared'> & { sources: string | null };
type BatchRow = NonNullable<LabelSetView['latest']>;

/** Answers of a set that stand. */
const standing = `FROM judgements AS given WHERE given.label_set = label_sets.id AND given.outcome IS NOT NULL
  AND NOT EXISTS (SELECT 1 FROM judgements AS later WHERE later.withdraws = given.id)`;

function prepare(client: Database['$client']) {
  return {
    all: client.prepare<[], SetRow>(
      `SELECT label_sets.id, graph, graphs.name AS graphName, label_sets.name, round AS rounds, label_sets.revision,
         coalesce((SELECT form FROM rounds WHERE label_set = label_sets.id AND n = round), '') AS form,
         (SELECT count(*) FROM tasks WHERE label_set = label_sets.id) AS tasks,
         (SELECT count(*) ${standing}) AS judgements,
         (SELECT count(*) ${standing} AND given.id IN (SELECT id FROM imported_judgements)) AS imported,
         (SELECT count(DISTINCT labeler) ${standing} AND labeler IN (SELECT id FROM labelers WHERE kind = 'person')) AS people,
         (SELECT count(DISTINCT labeler) ${standing} AND labeler IN (SELECT id FROM labelers WHERE kind = 'judge')) AS judges,
         (SELECT json_group_array(DISTINCT source) FROM labelers WHERE label_set = label_sets.id AND source IS NOT NULL) AS sources,
         (SELECT at FROM judgements WHERE label_set = label_sets.id ORDER BY seq DESC LIMIT 1) AS lastAt
       FROM label_sets JOIN graphs ON graphs.id = label_sets.graph ORDER BY label_sets.revision DESC, label_sets.created_at DESC`,
    ),
    latest: client.prepare<[string], BatchRow>(
      'SELECT run, node, done, total FROM batches WHERE label_set = ? ORDER BY created_at DESC, rowid DESC LIMIT 1',
    ),
    byId: client.prepare<[string], string>('SELECT id FROM label_sets WHERE id = ?').pluck(),
    byPrefix: client
      .prepare<[string], string>(`SELECT id FROM label_sets WHERE id LIKE ? || '%' LIMIT 2`)
      .pluck(),
    ofBatch: client
      .prepare<[string, string], string>('SELECT label_set FROM batches WHERE run = ? AND node = ?')
      .pluck(),
    revision: client.prepare<[string], number>('SELECT revision FROM label_sets WHERE id = ?').pluck(),
  };
}

/** The sets of all pipelines. */
export class LabelSets {
  readonly #statements: ReturnType<typeof prepare>;

  constructor(db: Database) {
    this.#statements = prepare(db.$client);
  }

  /** Those judged last first. */
  list(): LabelSetView[] {
    return this.#statements.all.all().map(({ sources, name, ...set }) => ({
      ...set,
      name: name.slice(name.indexOf('/') + 1),
      isShared: name.startsWith('shared/'),
      sources: JSON.parse(sources ?? '[]'),
      latest: this.latest(set.id) ?? null,
    }));
  }

  /** The newest run that asked. */
  latest(set: string): BatchRow | undefined {
    return this.#statements.latest.get(set);
  }

  revision(set: string): number {
    return this.#statements.revision.get(set) ?? 0;
  }

  /** What a place means; an id may be shortened while it is the only one that begins so. Throws NOT_FOUND. */
  open(place: LabelsPlace): OpenPlace {
    if ('set' in place) {
      const [found, other] = [this.#statements.byId.get(place.set) ?? [], this.#beginning(place.set)].flat();
      if (found !== undefined && (other === undefined || other === found || found === place.set))
        return { set: found };
      throw noSet(place.set, found !== undefined);
    }
    const set = this.#statements.ofBatch.get(place.run, place.node);
    if (set !== undefined) return { set, batch: { run: place.run, node: place.node } };
    throw new UserError('NOT_FOUND', {
      en: `Node "${place.node}" of run ${place.run} asked nobody; "heed labels list" shows the sets that there are.`,
      zh: `运行 ${place.run} 的节点“${place.node}”没有请人评判；“heed labels list”会列出现有的标注集。`,
    });
  }

  #beginning(start: string): string[] {
    return start.length >= 4 && /^[\w-]+$/.test(start) ? this.#statements.byPrefix.all(start) : [];
  }
}

function noSet(id: string, isMany: boolean): UserError {
  return isMany
    ? new UserError('NOT_FOUND', {
        en: `Several sets of labels begin with "${id}"; give more of its id.`,
        zh: `有多个标注集以“${id}”开头；请提供更完整的 ID。`,
      })
    : new UserError('NOT_FOUND', {
        en: `There is no set of labels "${id}"; "heed labels list" shows those that there are.`,
        zh: `没有标注集“${id}”；“heed labels list”会列出现有的标注集。`,
      });
}
