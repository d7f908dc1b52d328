import type { Access } from './access/tokens.ts';
import type { Services } from './api/services.ts';
import { Ancestry } from './artifacts/ancestry.ts';
import { artifactViews } from './artifacts/views.ts';
import { UserError } from './errors.ts';
import { findRun } from './execution/attempts.ts';
import { runService } from './execution/runs.ts';
import type { RunStarter } from './execution/start-run.ts';
import { templatesIn } from './graphs/templates.ts';
import { validateDraft } from './graphs/validate.ts';
import { GraphVersions } from './graphs/versions.ts';
import type { Labeling } from './labeling/labeling.ts';
import { systemInfo } from './system.ts';

export interface ServiceParts {
  starter: RunStarter;
  labeling: Labeling;
  storage: Services['storage'];
  access: Access;
  templates: string;
  dataFolder: string;
  /** Where the runner is reached, once it serves. */
  url(): string | undefined;
}

/** What stands behind the API, made of the runner's parts. */
export function makeServices(parts: ServiceParts): Services {
  const { starter, labeling, access } = parts;
  const { graphs, kinds, stores } = starter;
  const graphName = (run: string) => findRun(stores.db, run)?.snapshot.name ?? '';
  return {
    graphs: {
      list: () => graphs.list(),
      get: (id) => graphs.get(id),
      create: (graph, author) => graphs.create(graph, null, author),
      save: (change, author) => graphs.save(change, author),
      remove: (id) => graphs.remove(id),
      pins: (graph) => starter.pins.list(graph),
      pin: (wish, author) => starter.pins.pin(wish, author),
      unpin: (graph, node) => starter.pins.unpin(graph, node),
      validate: (draft) => validateDraft(draft, kinds.catalogue),
    },
    versions: new GraphVersions(stores.db, graphs),
    storage: parts.storage,
    templates: templatesIn(parts.templates),
    runs: runService(starter, labeling),
    artifacts: artifactViews(stores.artifacts, new Ancestry(stores.db, (kind) => kinds.catalogue.get(kind))),
    labeling: {
      batches: () => labeling.waiting().map((batch) => ({ ...batch, graphName: graphName(batch.run) })),
      next: (place) => labeling.next(place),
      answer: (answer) => labeling.answer(answer),
      undo: (place) => labeling.undo(place),
    },
    access: {
      invite: (place) => {
        const path = `/label/${place.run}/${place.node}`;
        labeling.open(place);
        return { url: `${servedAt(parts.url())}${path}?token=${access.inviteToken(place)}` };
      },
      claimName: (session, labeler) => access.claimName(session, labeler),
    },
    system: { info: () => systemInfo(parts.dataFolder) },
  };
}

function servedAt(url: string | undefined): string {
  if (url) return url;
  throw new UserError('BAD_REQUEST', {
    en: 'Links lead to a served runner; start one with "heed serve".',
    zh: '链接需要正在提供服务的运行器；请先运行“heed serve”。',
  });
}
