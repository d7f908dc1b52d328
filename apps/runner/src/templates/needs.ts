import { type Catalogue, type Graph, type PlanStep, plan } from '@heed/schema';
import type BetterSqlite3 from 'better-sqlite3';
import type { TemplateNeeds } from '../api/template-views.ts';
import { historyOf } from '../operations/history.ts';
import { pathFields } from './path-fields.ts';

/** What it takes to run a template: what its author says of it, and what its nodes tell before a run. */
export function needsOf(graph: Graph, catalogue: Catalogue, client: BetterSqlite3.Database): TemplateNeeds {
  const { steps } = plan(graph, catalogue);
  const { data } = graph.needs ?? {};
  const memory = memoryOf(steps);
  const minutes = minutesOf(graph, steps, catalogue, client);
  return {
    ...(data && { data }),
    files: filesOf(graph, catalogue),
    people: steps.some((step) => waitsForPeople(step, catalogue)),
    ...(minutes && { minutes }),
    ...(memory && { memory }),
  };
}

/** Fields that the author names, and paths that are left empty. */
function filesOf(graph: Graph, catalogue: Catalogue): TemplateNeeds['files'] {
  const named = graph.needs?.files ?? [];
  return pathFields(graph, catalogue).flatMap(({ node, nodeTitle, field, fieldTitle, value, required }) => {
    const said = named.find((one) => one.node === node && one.field === field);
    if (!said && (value !== '' || !required)) return [];
    return [{ node, nodeTitle, field, fieldTitle, ...(said?.about && { about: said.about }) }];
  });
}

/** A kind that asks people, without a reward function that answers in their place. */
function waitsForPeople({ kind, inputs }: PlanStep, catalogue: Catalogue): boolean {
  const spec = catalogue.get(kind);
  if (!spec?.asks) return false;
  const judges = Object.entries(spec.inputs).filter(
    ([, { optional, accepts }]) => optional && accepts.includes('reward-function'),
  );
  return !judges.some(([port]) => inputs[port]?.length);
}

/** Nodes take turns for most of a run, so that the hungriest one counts. */
function memoryOf(steps: readonly PlanStep[]): TemplateNeeds['memory'] {
  const known = steps.flatMap(({ resources }) => resources?.memory ?? []);
  if (known.length === 0) return undefined;
  return {
    least: Math.max(...known.map(({ least }) => least)),
    most: Math.max(...known.map(({ most }) => most)),
  };
}

/** Measured where each node ran here before with these very settings. */
function minutesOf(
  { needs }: Graph,
  steps: readonly PlanStep[],
  catalogue: Catalogue,
  client: BetterSqlite3.Database,
): TemplateNeeds['minutes'] {
  const seen = steps.map(({ kind, config }) => {
    const spec = catalogue.get(kind);
    return spec && historyOf(client, spec, config).seconds;
  });
  const alike = seen.flatMap((seconds) => (seconds?.basis === 'same-settings' ? [seconds] : []));
  const sum = (end: 'low' | 'high') => alike.reduce((total, seconds) => total + seconds[end], 0) / 60;
  if (steps.length > 0 && alike.length === steps.length)
    return { low: sum('low'), high: sum('high'), measured: true };
  return needs?.minutes === undefined
    ? undefined
    : { low: needs.minutes, high: needs.minutes, measured: false };
}
