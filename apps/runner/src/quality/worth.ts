import { readFile } from 'node:fs/promises';
import { type Figure, REPORT_FILE, reportSchema } from '@heed/schema';
import type { BatchPlace } from '../api/quality-inputs.ts';
import type { Worth } from '../api/quality-views.ts';
import type { ArtifactStore } from '../artifacts/store.ts';
import type { Database } from '../db/open.ts';
import type { Kinds } from '../execution/kinds.ts';
import type { Batch } from '../labeling/batches.ts';
import type { Labeling } from '../labeling/labeling.ts';

/** Runs that are looked at, the newest first. */
const MOST_RUNS = 24;
/** Names by which reports say how often held-out preferences are met, and what as many labels again would add to that. */
const ACCURACY = 'heldOutAccuracy';
const GAIN = 'gain';

interface WorthParts {
  db: Database;
  artifacts: ArtifactStore;
  kinds: Kinds;
  labeling: Labeling;
}

interface Step {
  node: string;
  kind: string;
  at: number;
  outputs: string[];
  inputs: string[];
  results: Record<string, number>;
}

type StepRow = Pick<Step, 'node' | 'kind' | 'at'> &
  Record<'outputs' | 'ingredients' | 'results', string | null>;
type Run = Worth['runs'][number];

/** What was learned from labels: held-out accuracy of whatever a run trained on them, read from its reports. */
export class LabelWorth {
  readonly #parts: WorthParts;
  readonly #steps;

  constructor(parts: WorthParts) {
    this.#parts = parts;
    this.#steps = parts.db.$client.prepare<[string], StepRow>(
      `SELECT node, kind, coalesce(finished_at, 0) AS at, outputs, ingredients, results FROM attempts
       WHERE run = ? AND state = 'succeeded' AND outputs IS NOT NULL ORDER BY n`,
    );
  }

  /** Runs of a batch's set, the newest first; those that learned the same of the same labels stand once. */
  async of(place: BatchPlace): Promise<Worth> {
    const batches = this.#parts.labeling.batchesOfSet(place, MOST_RUNS);
    const all = await Promise.all(batches.map((batch) => this.#run(batch)));
    const seen = new Set<string>();
    const runs = all.flatMap((run) => {
      const learned = run && JSON.stringify([...run.models, ...run.gains].map(({ artifact }) => artifact));
      if (!run || !learned || learned === '[]' || seen.has(learned)) return [];
      seen.add(learned);
      return [run];
    });
    return { runs };
  }

  async #run({ run, node, round }: Batch): Promise<Run | undefined> {
    const steps = new Map(this.#steps.all(run).map((row) => [row.node, toStep(row)]));
    const labeling = steps.get(node);
    if (!labeling) return undefined;
    const learned = await Promise.all(this.#after(labeling, steps).map((step) => this.#figures(step)));
    const named = (name: string) =>
      learned.flat().flatMap(({ figure, ...from }) => {
        const { value, low, high } = figure;
        return figure.name === name ? [{ ...from, value, low, high }] : [];
      });
    const answers = labeling.results.judgements ?? 0;
    return { run, at: labeling.at, round, answers, models: named(ACCURACY), gains: named(GAIN) };
  }

  /** Steps that follow from what a node gave, up to those that ask people again. */
  #after(first: Step, steps: ReadonlyMap<string, Step>): Step[] {
    const made = new Set(first.outputs);
    const found = new Set<Step>();
    for (let size = -1; size < made.size; ) {
      size = made.size;
      for (const step of steps.values()) {
        if (step === first || found.has(step) || !step.inputs.some((input) => made.has(input))) continue;
        if (this.#parts.kinds.catalogue.get(step.kind)?.asks) continue;
        found.add(step);
        for (const output of step.outputs) made.add(output);
      }
    }
    return [...found];
  }

  /** The figures of a step's reports that say what labels were worth. */
  async #figures({ node, kind, outputs }: Step) {
    const { artifacts, kinds } = this.#parts;
    const title = kinds.catalogue.get(kind)?.title ?? { en: kind, zh: kind };
    const reports = outputs.filter((id) => artifacts.find(id)?.type === 'report' && artifacts.has(id));
    const figures = reports.map(async (artifact) => {
      const report = reportSchema.parse(
        JSON.parse(await readFile(artifacts.fileOf(artifact, REPORT_FILE), 'utf8')),
      );
      const blocks = report.blocks.flatMap((block): Figure[] =>
        block.type === 'figures' ? block.figures : [],
      );
      return blocks.map((figure) => ({ node, title, artifact, figure }));
    });
    return (await Promise.all(figures))
      .flat()
      .filter(({ figure: { name } }) => name === ACCURACY || name === GAIN);
  }
}

function toStep({ node, kind, at, outputs, ingredients, results }: StepRow): Step {
  const { inputs = {} } = JSON.parse(ingredients ?? '{}') as { inputs?: Record<string, string[]> };
  return {
    ...{ node, kind, at },
    outputs: Object.values(JSON.parse(outputs ?? '{}') as Record<string, string>),
    inputs: Object.values(inputs).flat(),
    results: JSON.parse(results ?? '{}'),
  };
}
