import type { Access } from './access/access.ts';
import { accessService } from './access/service.ts';
import type { Services } from './api/services.ts';
import { Ancestry } from './artifacts/ancestry.ts';
import { artifactViews } from './artifacts/views.ts';
import type { Dialogues } from './dialogues/dialogues.ts';
import { listEndpoints, removeEndpoint, setEndpoint } from './endpoints/store.ts';
import { findRun } from './execution/attempts.ts';
import type { Slots } from './execution/core/state.ts';
import { runService } from './execution/runs.ts';
import type { RunStarter } from './execution/start-run.ts';
import { sendFlags } from './flags/send.ts';
import { FlagStore } from './flags/store.ts';
import { previewOf } from './graphs/preview.ts';
import { RecentUploads } from './graphs/recent-uploads.ts';
import { findUpload, storeUploadedFolder } from './graphs/uploads.ts';
import { validateDraft } from './graphs/validate.ts';
import { GraphVersions } from './graphs/versions.ts';
import type { Labeling } from './labeling/labeling.ts';
import { labelsService } from './labels/service.ts';
import type { RunnerMetrics } from './operations/metrics.ts';
import { preflightOf } from './operations/preflight-service.ts';
import type { Quality } from './quality/quality.ts';
import type { LabelWorth } from './quality/worth.ts';
import { systemInfo } from './system.ts';
import { templateService } from './templates/templates.ts';

export interface ServiceParts {
  starter: RunStarter;
  labeling: Labeling;
  dialogues: Dialogues;
  quality: Quality;
  worth: LabelWorth;
  storage: Services['storage'];
  access: Access;
  metrics: RunnerMetrics;
  templates: string;
  dataFolder: string;
  uploads: string;
  /** Where the runner is reached, once it serves. */
  url(): string | undefined;
  slots: Slots;
  /** Addresses of runners that the editor may switch to. */
  otherRunners(): string[];
}

/** What stands behind the API, made of the runner's parts. */
export function makeServices(parts: ServiceParts): Services {
  const { starter, labeling, access, metrics } = parts;
  const { graphs, kinds, stores } = starter;
  const runs = runService(starter, labeling);
  const graphName = (run: string) => findRun(stores.db, run)?.snapshot.name ?? '';
  const flags = new FlagStore(stores.db);
  const recentUploads = new RecentUploads(parts.uploads);
  return {
    graphs: {
      list: () => graphs.list(),
      get: (id) => graphs.get(id),
      create: (graph, author) => graphs.create(graph, null, author),
      save: (wish, author) => graphs.save(wish, author),
      change: (change, author) => graphs.change(change, author),
      remove: (id) => graphs.remove(id),
      removed: () => graphs.removed(),
      restore: (id) => graphs.restore(id),
      pins: (graph) => starter.pins.list(graph),
      pin: (wish, author) => starter.pins.pin(wish, author),
      unpin: (graph, node) => starter.pins.unpin(graph, node),
      validate: (draft) => validateDraft(draft, kinds.catalogue),
    },
    versions: new GraphVersions(stores.db, graphs),
    storage: parts.storage,
    templates: templateService({
      ...{ shipped: parts.templates, dataFolder: parts.dataFolder, uploads: parts.uploads, graphs },
      ...{ catalogue: kinds.catalogue, client: stores.db.$client },
    }),
    runs: {
      ...runs,
      preflight: (wish) => preflightOf(starter, parts, wish),
      events: (run, after, signal) => metrics.watch(runs.events(run, after, signal)),
    },
    artifacts: artifactViews(stores.artifacts, new Ancestry(stores.db, (kind) => kinds.catalogue.get(kind)), {
      ...stores,
      dataFolder: parts.dataFolder,
    }),
    endpoints: {
      list: () => listEndpoints(stores.db),
      set: (endpoint, author) => setEndpoint(stores.db, endpoint, author),
      remove: (name) => removeEndpoint(stores.db, name),
    },
    flags: {
      list: (page) => flags.list(page),
      add: (flag, author) => flags.add(flag, author),
      note: (note) => flags.note(note),
      remove: (id) => flags.remove(id),
      send: (sending, author) =>
        sendFlags({ ...stores, ...parts, flags, graphs, catalogue: kinds.catalogue }, sending, author),
    },
    labeling: {
      batches: () => labeling.waiting().map((batch) => ({ ...batch, graphName: graphName(batch.run) })),
      work: (at, session) => labeling.desk.work(at, session),
      answer: (answer, session) => labeling.desk.answer(parts.dialogues.answer(answer, session), session),
      undo: (at, session) => labeling.desk.undo(at, session),
      recent: (at, session) => labeling.desk.recent(at, session),
      change: (change, session) => labeling.desk.change(parts.dialogues.answer(change, session), session),
      together: (work) => labeling.together(work),
      dispute: (at, session) => labeling.adjudication.work(at, session),
      decide: (decision, session) => labeling.adjudication.decide(decision, session),
      undecide: (at, session) => labeling.adjudication.undo(at, session),
      waive: (place) => labeling.waive(place),
      rounds: (place) => labeling.rounds(place),
      reopen: ({ overlap, budget, ...place }) => labeling.reopen(place, { overlap, budget }),
      media: (wish) => labeling.media(wish),
      markGold: ({ taskId, answer, ...place }) => labeling.markGold(place, taskId, answer),
    },
    dialogues: parts.dialogues,
    labels: labelsService({ db: stores.db, labeling, uploads: parts.uploads }),
    quality: {
      figures: (place, leaving) => parts.quality.figures(place, leaving),
      worth: (place) => parts.worth.of(place),
    },
    access: accessService(access, labeling, parts.url),
    uploads: {
      list: (query) => recentUploads.list(query),
      preview: ({ graph, ...wish }) => {
        const folder = (graph !== undefined && graphs.get(graph).folder) || parts.templates;
        return previewOf(wish, { folder, uploads: parts.uploads });
      },
      find: (sha256, name) => findUpload(parts.uploads, sha256, name),
      folder: ({ name, files }) => storeUploadedFolder(parts.uploads, name, files),
    },
    system: {
      info: () => systemInfo(parts.dataFolder, { slots: parts.slots, otherRunners: parts.otherRunners() }),
    },
  };
}
