import type { Graph, GraphFile, Media, Problem, Report, RunEvent } from '@heed/schema';
import type { Actor } from '../access/audit.ts';
import type { Dialogues } from '../dialogues/dialogues.ts';
import type { GraphVersions } from '../graphs/versions.ts';
import type { Preflight } from '../operations/preflight.ts';
import type {
  HistogramQuery,
  LineageQuery,
  RolloutsQuery,
  RowsQuery,
  ValuesQuery,
} from './artifact-inputs.ts';
import type * as artifactViews from './artifact-views.ts';
import type { NewEndpoint } from './endpoint-inputs.ts';
import type { EndpointView } from './endpoint-views.ts';
import type { FlagNote, FlagPage, FlagSending, NewFlag } from './flag-inputs.ts';
import type * as flagViews from './flag-views.ts';
import type {
  AuditQuery,
  BatchInvite,
  CollectWish,
  CurvesQuery,
  GraphChange,
  GraphSave,
  LogQuery,
  MetricsQuery,
  NewInvite,
  NewToken,
  NodeOfRun,
  PinWish,
  RunStart,
  RunWish,
  UploadedFolder,
} from './inputs.ts';
import type {
  GoldMark,
  LabelerAnswer,
  LabelerAt,
  LabelerChange,
  LabelerDecision,
  LabelerWork,
  ReopenWish,
} from './labeling-inputs.ts';
import type * as labelingViews from './labeling-views.ts';
import type { ExportWish, ImportWish, LabelsPlace } from './labels-inputs.ts';
import type * as labelsViews from './labels-views.ts';
import type { BatchPlace } from './quality-inputs.ts';
import type { Quality, Worth } from './quality-views.ts';
import type { QueueQuery } from './run-inputs.ts';
import type { QueueView } from './run-views.ts';
import type { CheckWish, TemplateQuery, TemplateWish } from './template-inputs.ts';
import type { PipelineCheck, TemplateSummary } from './template-views.ts';
import type { PreviewQuery, UploadsQuery } from './upload-inputs.ts';
import type { FilePreview, UploadEntry } from './upload-views.ts';
import type * as views from './views.ts';

/** What stands behind the routers. A method throws a `UserError` or a `GraphError` for what a person did. */
export interface Services {
  graphs: {
    list(): views.GraphSummary[];
    get(id: string): views.SavedGraph;
    create(graph: Graph, author?: string): { id: string; revision: number };
    /** Throws a `GraphConflict` from a stale revision. */
    save(wish: GraphSave, author?: string): { revision: number };
    /** Throws a `GraphConflict` from a stale revision, and BAD_REQUEST for changes that do not fit the revision. */
    change(change: GraphChange, author?: string): { revision: number };
    remove(id: string): void;
    removed(): views.RemovedGraph[];
    /** Throws NOT_FOUND. */
    restore(id: string): void;
    validate(draft: unknown): Problem[];
    pins(graph: string): views.PinView[];
    pin(wish: PinWish, author: string): void;
    unpin(graph: string, node: string): void;
  };
  versions: Pick<GraphVersions, 'list' | 'open' | 'name' | 'diff' | 'restore'>;
  storage: {
    use(): Promise<views.DiskUse>;
    collect(wish: CollectWish): Promise<views.Collected>;
  };
  templates: {
    list(): Promise<TemplateSummary[]>;
    get(query: TemplateQuery): Promise<{ graph: Graph }>;
    file(id: string): Promise<{ file: GraphFile }>;
    save(wish: TemplateWish): Promise<{ id: string }>;
    remove(id: string): Promise<void>;
    check(wish: CheckWish): PipelineCheck;
  };
  runs: {
    list(graph?: string): views.RunSummary[];
    /** Runs of all pipelines, and what the machine is busy with. */
    queue(query: QueueQuery): QueueView;
    get(id: string): views.RunView;
    preflight(wish: RunWish): Promise<Preflight>;
    start(start: RunStart): { id: string };
    cancel(id: string): void;
    /** Starts no more nodes; those under way save and stop. Throws CONFLICT for a run that is over. */
    pause(id: string): void;
    /** Lets a paused run go on from where its nodes stopped. */
    resume(id: string): void;
    remove(id: string): void;
    /** Replays what follows `after`, then goes on live; ends when the run has ended. */
    events(run: string, after: number, signal: AbortSignal): AsyncIterable<RunEvent>;
    metrics(query: MetricsQuery): views.SeriesView;
    curves(query: CurvesQuery): views.CurvesView;
    logs(query: LogQuery): views.LogsView;
  };
  artifacts: {
    get(id: string): Promise<views.ArtifactView>;
    report(id: string): Promise<Report>;
    rows(query: RowsQuery): Promise<artifactViews.RowsView>;
    rollouts(query: RolloutsQuery): Promise<artifactViews.RolloutsView>;
    values(query: ValuesQuery): Promise<artifactViews.ValuesView>;
    histogram(query: HistogramQuery): Promise<artifactViews.HistogramView>;
    modelCard(id: string): Promise<artifactViews.ModelCard>;
    lineage(query: LineageQuery): Promise<artifactViews.LineageView>;
  };
  endpoints: {
    list(): EndpointView[];
    set(endpoint: NewEndpoint, author: string): void;
    remove(name: string): void;
  };
  flags: {
    list(page: FlagPage): flagViews.FlagView[];
    add(flag: NewFlag, author: string): { id: string };
    note(note: FlagNote): void;
    remove(id: string): void;
    /** Throws BAD_REQUEST where no prompt has two answers. */
    send(sending: FlagSending, author: string): Promise<flagViews.SentFlags>;
  };
  labeling: {
    batches(): labelingViews.Batch[];
    work(at: LabelerWork, session: string): labelingViews.WorkView;
    answer(answer: LabelerAnswer, session: string): labelingViews.WorkView;
    undo(at: LabelerAt, session: string): labelingViews.Undone;
    recent(at: LabelerAt, session: string): labelingViews.RecentAnswers;
    change(change: LabelerChange, session: string): labelingViews.WorkView;
    /** Runs a call of a labeler in one transaction with those that come in the same moment. */
    together<Result>(work: () => Result): Promise<Result>;
    /** A disagreement for somebody to decide. */
    dispute(at: LabelerAt, session: string): labelingViews.DisputeView;
    decide(decision: LabelerDecision, session: string): labelingViews.DisputeView;
    undecide(at: LabelerAt, session: string): labelingViews.DisputeView;
    /** Lets open disagreements be. */
    waive(place: NodeOfRun): { waived: number };
    rounds(place: NodeOfRun): labelingViews.RoundsView;
    /** Wants more answers of each task, or more tasks, from the next run on. */
    reopen(wish: ReopenWish): { round: number };
    /** Makes a task a check of labelers by its right answer, or an ordinary one again. */
    markGold(mark: GoldMark): void;
    /** The file in a slot of a task before the labeler of a session. */
    media(wish: NodeOfRun & { session: string; taskId: string; slot: string }): Media | undefined;
  };
  dialogues: Pick<Dialogues, 'view' | 'say' | 'judge' | 'retry'>;
  labels: {
    list(): labelsViews.LabelSetView[];
    describe(wish: ExportWish): Promise<labelsViews.ExportView>;
    /** The bytes of a file, and a name for it. Throws NOT_FOUND for a place where nobody was asked. */
    export(wish: ExportWish): { name: string; body: AsyncIterable<string | Uint8Array> };
    stats(place: LabelsPlace): Promise<labelsViews.StatsView>;
    /** Checks the whole file, then stores what the set has not, unless lines are bad or it was only asked. */
    import(wish: ImportWish): Promise<labelsViews.ImportView>;
  };
  quality: {
    /** Throws NOT_FOUND where the node asked nobody. `leaving` fires when the one who asks has gone. */
    figures(place: BatchPlace, leaving?: AbortSignal): Promise<Quality>;
    /** What was learned from the labels of a batch's set. Throws NOT_FOUND where the node asked nobody. */
    worth(place: BatchPlace): Promise<Worth>;
  };
  access: {
    /** A link that lets labelers into one batch. */
    invite(invite: BatchInvite, by: string): { url: string };
    createInvite(invite: NewInvite, by: string): { id: string; url: string; expiresAt: number };
    createToken(token: NewToken, by: string): { id: string; token: string };
    list(): views.AccessList;
    revoke(id: string): { what: 'invite' | 'token' | 'session' };
    log(query: AuditQuery): views.AuditEntry[];
    /** Writes down who did what. */
    record(actor: Actor, action: string, target: Record<string, string>): void;
    /** Is a labeler's session tied to this name? */
    hasName(session: string, labeler: string): boolean;
    /** Ties a labeler's session to the name first used in it; false for another name later. */
    claimName(session: string, labeler: string): boolean;
  };
  uploads: {
    list(query: UploadsQuery): Promise<UploadEntry[]>;
    preview(query: PreviewQuery): Promise<FilePreview>;
    find(sha256: string, name: string): Promise<string | undefined>;
    folder(folder: UploadedFolder): Promise<string>;
  };
  system: { info(): Promise<views.SystemInfo> };
}
