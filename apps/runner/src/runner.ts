import { join } from 'node:path';
import type { Graph } from '@heed/schema';
import { Access } from './access/access.ts';
import type { CollectWish, RunStart } from './api/inputs.ts';
import type { Services } from './api/services.ts';
import { ArtifactStore } from './artifacts/store.ts';
import { type DataFolder, takeDataFolder } from './data-folder.ts';
import { type Database, openDatabase } from './db/open.ts';
import { Chats } from './dialogues/chats.ts';
import { Dialogues } from './dialogues/dialogues.ts';
import { EventLog } from './events/log.ts';
import { lastState } from './execution/attempts.ts';
import { CheckpointFolders } from './execution/checkpoints.ts';
import { Disk } from './execution/disk.ts';
import { Executor, type ExecutorOptions, type ExecutorParts } from './execution/executor.ts';
import { loadKinds } from './execution/kinds.ts';
import { RunPlans } from './execution/plans.ts';
import { restoreRuns } from './execution/recover.ts';
import { addLogLines } from './execution/reports.ts';
import { machineSlots } from './execution/slots.ts';
import { startRun } from './execution/start-run.ts';
import { WorkerRegister } from './execution/worker-register.ts';
import { PinStore } from './graphs/pins.ts';
import { GraphStore } from './graphs/store.ts';
import type { BatchPlace } from './labeling/batches.ts';
import { Labeling } from './labeling/labeling.ts';
import { RunnerMetrics } from './operations/metrics.ts';
import { Quality } from './quality/quality.ts';
import { LabelWorth } from './quality/worth.ts';
import { makeServices } from './services.ts';
import { collect } from './storage/collect.ts';
import { diskUse } from './storage/use.ts';
import { shippedTemplates } from './templates/files.ts';

export interface RunnerOptions {
  dataFolder: string;
  /** Another folder of node kinds than the one that ships. */
  kindsFolder?: string;
  templatesFolder?: string;
  /** Node runs on the CPU at once; one a core by default, and training on half as many, since it uses several. */
  slots?: number;
  /** GPUs, each for one node run at a time; those that the system shows by default. */
  gpus?: number;
  /** Milliseconds after which a silent node process is taken for dead. */
  leaseMs?: number;
  /** Milliseconds that a node process has to load its code. */
  startMs?: number;
  /** Milliseconds that a node process has to end after cancel. */
  graceMs?: number;
  /** Milliseconds that a node process has to save and end when the runner closes; as `graceMs` where only that is set. */
  stopMs?: number;
  /** Least milliseconds between two checkpoints of a node. */
  checkpointMs?: number;
  /** Milliseconds that an idle node process waits for another job. */
  idleMs?: number;
  /** Milliseconds for which a model that labelers talk with is kept after the last message. */
  chatIdleMs?: number;
  /** Messages that may wait for one such model. */
  chatsWaiting?: number;
  /** Modules that each node process loads first; tests break things with them. */
  load?: readonly string[];
  /** The disk under the data folder, and the writing of a transaction; tests put a full disk here. */
  disk?: ExecutorParts['disk'];
  write?: ExecutorParts['write'];
  /** Go on with the runs that an earlier runner left unfinished; else they are marked as interrupted. */
  resume: boolean;
}

export interface Runner {
  services: Services;
  access: Access;
  artifacts: ArtifactStore;
  metrics: RunnerMetrics;
  log: EventLog;
  /** People's work: tasks, answers, and views of them. */
  labeling: Labeling;
  /** The database itself, for checks and repairs. */
  database: Database['$client'];
  folder: DataFolder;
  uploads: string;
  /** Where this runner is reached; set once it serves. */
  url: string | undefined;
  /** Runners that the editor it serves may switch to. */
  otherRunners: string[];
  /** As `services.runs.start`, for a graph from a file in `folder`. */
  startIn(folder: string, start: RunStart): { id: string };
  /** Puts the graph of a file in `folder` on the list of saved graphs, unless it is there. */
  offer(folder: string, graph: Graph): void;
  /** Resolves when no node is under way and everything about those before is tidied up. */
  idle(): Promise<void>;
  /** Stops node processes, leaves runs so that they can go on, and lets the data folder go; once, however often it is called. */
  close(): Promise<void>;
}

/** Signs of life come every second from a thread of their own, so that silence means that the process hangs. */
export const LEASE_MS = 25_000;
/** Loading takes about a second; a machine that swaps or an antivirus may make it many. */
const START_MS = 60_000;
const IDLE_MS = 60_000;
const GRACE_MS = 5000;
/** Long enough to save a large model, and within the half minute that systems give a service to end. */
const STOP_MS = 25_000;
const CHAT_IDLE_MS = 10 * 60_000;
const CHATS_WAITING = 50;
/** Work that may be lost with a process: short for people, long for a disk. */
const CHECKPOINT_MS = 30_000;

/** Opens a runner on a data folder. Throws where another process holds the folder. */
export async function openRunner(options: RunnerOptions): Promise<Runner> {
  const folder = takeDataFolder(options.dataFolder);
  try {
    return await assemble(folder, options);
  } catch (error) {
    folder.release();
    throw error;
  }
}

async function assemble(folder: DataFolder, options: RunnerOptions): Promise<Runner> {
  const kinds = await loadKinds(options.kindsFolder);
  const db = openDatabase(join(folder.path, 'heed.db'));
  const stores = { db, log: new EventLog(db), artifacts: new ArtifactStore(db, folder.path) };
  const uploads = join(folder.path, 'uploads');
  const templates = options.templatesFolder ?? shippedTemplates;
  const isWaiting = ({ run, node }: BatchPlace) => lastState(db, run, node) === 'waiting_human';
  const labeling = new Labeling({
    ...stores,
    isWaiting,
    onComplete: ({ run, node }) => executor.dispatch({ type: 'answered', run, node }),
  });
  const quality = new Quality({
    db,
    judged: (place) => ({
      rows: labeling.rows(place),
      checks: labeling.checks(place),
      gold: labeling.gold(place),
      questions: labeling.questions(place),
    }),
  });
  const sources = { ...stores, kinds, labeling, plans: new RunPlans(kinds), uploads, templates };
  const checkpoints = new CheckpointFolders(folder.path, options.checkpointMs ?? CHECKPOINT_MS);
  const disk = options.disk ?? new Disk(folder.path);
  const parts = { stores, sources, labeling, checkpoints, disk, write: options.write };
  const limits = executorOptions(options);
  const executor = new Executor(parts, limits);
  const chats = openChats(db, executor, isWaiting, options);
  const dialogues = new Dialogues({
    ...{ db, chats, isWaiting },
    directoryOf: (artifact) => stores.artifacts.folderOf(artifact),
    log: (place, line) => addLogLines(stores, place, [{ level: 'error', text: line }]),
  });
  const graphs = new GraphStore(db);
  const pins = new PinStore({ ...stores, graphs, catalogue: kinds.catalogue });
  const starter = { stores, graphs, pins, kinds, executor, goesOn: options.resume };
  const access = new Access(db);
  const metrics = new RunnerMetrics(db.$client, folder.path);
  const url = () => runner.url;
  const storage = {
    use: () => diskUse(db, folder.path),
    collect: (wish: CollectWish) => collect({ db, dataFolder: folder.path, checkpoints }, wish),
  };
  const dataFolder = folder.path;
  const services = makeServices({
    starter,
    labeling,
    dialogues,
    quality,
    worth: new LabelWorth({ db, artifacts: stores.artifacts, kinds, labeling }),
    access,
    metrics,
    storage,
    templates,
    uploads,
    dataFolder,
    url,
    slots: limits.slots,
    otherRunners: () => runner.otherRunners,
  });
  const runner: Runner = {
    ...{
      services,
      access,
      metrics,
      artifacts: stores.artifacts,
      log: stores.log,
      labeling,
      database: db.$client,
      folder,
      uploads,
      url: undefined,
      otherRunners: [],
    },
    startIn: (from, start) => startRun(starter, start, from),
    offer: (from, graph) => starter.graphs.offer(graph, from),
    idle: () => executor.idle(),
    close: once(async () => {
      chats.close();
      await executor.close();
      labeling.close();
      quality.close();
      db.$client.close();
      folder.release();
    }),
  };
  await stores.artifacts.tidy();
  await checkpoints.tidy(db);
  restoreRuns({ db, executor, labeling, plans: sources.plans, kinds }, options.resume);
  return runner;
}

/** Work that is done the first time it is asked for; whoever asks again waits for the same. */
function once(work: () => Promise<void>): () => Promise<void> {
  let done: Promise<void> | undefined;
  return () => {
    done ??= work();
    return done;
  };
}

/** The models that labelers talk with; they give way to nodes that train. */
function openChats(
  db: Database,
  executor: Executor,
  isWaiting: (place: BatchPlace) => boolean,
  { chatIdleMs, chatsWaiting, load = [] }: RunnerOptions,
): Chats {
  const register = new WorkerRegister(db);
  return new Chats(
    {
      isWaiting,
      isDeviceFree: () => executor.slotsInUse().every(({ slot, used, of }) => slot === 'cpu' || used < of),
      onBirth: ({ pid, start }) => register.add({ pid, start }),
      onDeath: (pid) => db.$client.open && register.remove(pid),
    },
    { idleMs: chatIdleMs ?? CHAT_IDLE_MS, mostWaiting: chatsWaiting ?? CHATS_WAITING, load },
  );
}

function executorOptions(options: RunnerOptions): ExecutorOptions {
  const { slots, gpus, leaseMs, startMs, graceMs, stopMs, idleMs, load } = options;
  return {
    slots: machineSlots(slots, gpus),
    leaseMs: leaseMs ?? LEASE_MS,
    startMs: startMs ?? START_MS,
    graceMs: graceMs ?? GRACE_MS,
    stopMs: stopMs ?? graceMs ?? STOP_MS,
    idleMs: idleMs ?? IDLE_MS,
    load: load ?? [],
  };
}
