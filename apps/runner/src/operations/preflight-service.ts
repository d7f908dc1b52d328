import { basename } from 'node:path';
import { type Bilingual, type DeviceName, whyNot } from '@heed/nodes/devices.ts';
import {
  applySettings,
  type Catalogue,
  type Graph,
  type Problem,
  parseGraph,
  plan,
  problem,
} from '@heed/schema';
import type { RunWish } from '../api/inputs.ts';
import { listEndpoints } from '../endpoints/store.ts';
import { UserError } from '../errors.ts';
import { chooseActivePart, graphOfPart } from '../execution/parts.ts';
import type { RunStarter } from '../execution/start-run.ts';
import { missingFiles, type Places } from '../templates/check.ts';
import { resolveConfigPath } from '../worker/paths.ts';
import { missingNeeds } from './needs.ts';
import { type Preflight, preflight } from './preflight.ts';

/** Where the runner keeps things. */
export interface PreflightPlaces {
  dataFolder: string;
  uploads: string;
  /** Where relative paths start in graphs that have no folder of their own. */
  templates: string;
}

/** Looks ahead at what a wish would run; a graph that cannot run gives its problems. */
export async function preflightOf(
  { stores, graphs, kinds: { catalogue }, pins }: RunStarter,
  { dataFolder, uploads, templates }: PreflightPlaces,
  { graphId, graph, settings = [], to, from }: RunWish,
): Promise<Preflight> {
  const saved = graphId ? graphs.get(graphId) : undefined;
  const wanted = graph ?? saved?.graph;
  if (!wanted) throw noGraph();
  const changed = parseGraph(applySettings(wanted, settings, catalogue));
  const pinned = saved ? pins.of(saved.id, changed) : {};
  const inPart = new Set(chooseActivePart(changed, catalogue, { to, from }, pinned).nodes);
  const part = graphOfPart(changed, [...inPart]);
  const works = ({ node }: { node: string }) => inPart.has(node) && !Object.hasOwn(pinned, node);
  const { steps, problems } = plan(part, catalogue);
  const working = steps.filter(works);
  const ahead = preflight(working, catalogue, dataFolder, stores.db.$client);
  if (problems.length) return { ...ahead, problems };
  const endpoints = listEndpoints(stores.db).map(({ name }) => name);
  const needs = await missingNeeds(working, { endpoints, whyNot: whyNotHere });
  const absent = absentFiles(part, catalogue, { folder: saved?.folder ?? templates, uploads });
  return {
    ...ahead,
    problems: [...absent.filter(({ node }) => works({ node: node ?? '' })), ...needs, ...ahead.problems],
  };
}

const usable = new Set<DeviceName>();

/** Tries a device as a node that names it does. One that works is not tried again; another may be mended meanwhile. */
async function whyNotHere(device: DeviceName): Promise<Bilingual | undefined> {
  if (usable.has(device)) return undefined;
  const reason = await whyNot(device, { bySoftware: true });
  if (!reason) usable.add(device);
  return reason;
}

/** Files that are named but not here; a name that is left out is a problem of the graph already. */
function absentFiles(graph: Graph, catalogue: Catalogue, places: Places): Problem[] {
  return missingFiles(graph, catalogue, places)
    .filter(({ reason }) => reason !== 'empty')
    .map(({ node, field, fieldTitle, value, reason }) => {
      const [file, place] =
        reason === 'upload'
          ? [basename(value), '']
          : [value, resolveConfigPath(value, places.folder, places.uploads)];
      const parameters = { node, file, place, field: fieldTitle.en, fieldZh: fieldTitle.zh };
      return problem('missing-file', parameters, { node, parameter: field });
    });
}

function noGraph(): UserError {
  return new UserError('BAD_REQUEST', {
    en: 'Say which graph is to run: the id of a saved graph, or the graph itself.',
    zh: '请指定要运行的图：已保存图的 id，或图本身。',
  });
}
