import { describeConfig, type Graph, type NodeSpec, text } from '@heed/schema';
import type { Maker, ModelCard } from '../api/artifact-views.ts';
import type { Database } from '../db/open.ts';

type Port = { port: string; artifact: string };
type MadeBy = NonNullable<ModelCard['madeBy']>;

/** A node run as the lineage needs it. */
export interface Step extends Maker {
  inputs: Port[];
  outputs: Port[];
  files: { field: string; path: string; digest: string }[];
  results: Record<string, number>;
}

interface StepRow {
  run: string;
  node: string;
  attempt: number;
  kind: string;
  at: number;
  outputs: string;
  ingredients: string | null;
  results: string | null;
  graph: string;
  name: string;
  config: string | null;
  label: string | null;
}

const stepQuery = `
  SELECT a.run, a.node, a.n AS attempt, a.kind, coalesce(a.finished_at, 0) AS at, a.outputs, a.ingredients, a.results,
    r.graph, json_extract(r.snapshot, '$.name') AS name,
    json_extract(node.value, '$.config') AS config, json_extract(node.value, '$.label') AS label
  FROM attempts a JOIN runs r ON r.id = a.run
    LEFT JOIN json_each(r.snapshot, '$.nodes') AS node ON json_extract(node.value, '$.id') = a.node
  WHERE a.run = ? AND a.node = ? AND a.n = ?`;

/** Who made and who used each artifact, from the tables that follow every node run. */
export class Ancestry {
  readonly #statements;
  readonly #specOf: (kind: string) => NodeSpec | undefined;

  constructor(db: Database, specOf: (kind: string) => NodeSpec | undefined) {
    const client = db.$client;
    this.#specOf = specOf;
    this.#statements = {
      made: client.prepare<unknown[], { run: string; node: string; attempt: number }>(
        'SELECT run, node, attempt FROM made WHERE artifact = ? ORDER BY cached, at, run LIMIT 1',
      ),
      used: client.prepare<unknown[], { artifact: string }>(
        `SELECT DISTINCT made.artifact FROM used JOIN made USING (run, node)
         WHERE used.artifact = ? ORDER BY made.at, made.artifact LIMIT ?`,
      ),
      step: client.prepare<unknown[], StepRow>(stepQuery),
    };
  }

  /** The node run that first made an artifact; those that took it from the cache are others. */
  stepThatMade(artifact: string): Step | undefined {
    const place = this.#statements.made.get(artifact);
    const row = place && this.#statements.step.get(place.run, place.node, place.attempt);
    return row && this.#toStep(row);
  }

  /** Artifacts that were made with this one as an input. */
  madeFrom(artifact: string, most: number): string[] {
    return this.#statements.used.all(artifact, most).map((row) => row.artifact);
  }

  /** The maker of an artifact with what it said of its work. */
  makerOf(artifact: string): MadeBy | undefined {
    const step = this.stepThatMade(artifact);
    if (!step) return undefined;
    const { outputs: _, files: __, results, ...maker } = step;
    const metrics = this.#specOf(step.kind)?.metrics ?? {};
    const figures = Object.entries(results).map(([name, value]) => {
      const { title = { en: name, zh: name }, unit, format } = metrics[name] ?? {};
      return { name, title, unit, format, value };
    });
    return { ...maker, figures };
  }

  #toStep(row: StepRow): Step {
    const { run, node, attempt, kind, at, graph: id, name } = row;
    const ingredients = parse<{ inputs?: Record<string, string[]>; config?: Record<string, unknown> }>(
      row.ingredients,
    );
    const inputs = Object.entries(ingredients.inputs ?? {}).flatMap(([port, artifacts]) =>
      artifacts.map((artifact) => ({ port, artifact })),
    );
    const outputs = Object.entries(parse<Record<string, string>>(row.outputs));
    return {
      ...{ run, node, attempt, kind, at, graph: { id, name }, inputs },
      title: row.label ? text(row.label, row.label) : (this.#specOf(kind)?.title ?? text(kind, kind)),
      outputs: outputs.map(([port, artifact]) => ({ port, artifact })),
      files: this.#filesOf(kind, parse(row.config), ingredients.config ?? {}),
      results: parse(row.results),
    };
  }

  /** In the ingredients a file stands by its digest; where it lay is in the graph. */
  #filesOf(
    kind: string,
    config: Graph['nodes'][number]['config'],
    digests: Record<string, unknown>,
  ): Step['files'] {
    const spec = this.#specOf(kind);
    if (!spec) return [];
    const fields = describeConfig(spec).filter(({ widget }) => widget === 'file' || widget === 'directory');
    return fields.flatMap(({ name: field }) => {
      const [path, known] = [config[field], digests[field]];
      const [, digest] = /([0-9a-f]{64})$/.exec(String(known ?? '')) ?? [];
      return typeof path === 'string' && digest ? [{ field, path, digest }] : [];
    });
  }
}

function parse<Value>(json: string | null): Value {
  return JSON.parse(json ?? '{}') as Value;
}
