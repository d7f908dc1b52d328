import { existsSync, readdirSync, rmSync, statSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type InputArtifact, MANIFEST_FILE, type Manifest, type PortType } from '@heed/schema';
import { eq, placeholder } from 'drizzle-orm';
import type { Database } from '../db/open.ts';
import { preparedOnce } from '../db/prepared.ts';
import { artifacts } from '../db/tables.ts';
import { UserError } from '../errors.ts';
import type { About } from '../worker/messages.ts';
import { type Published, publishFolder } from './publish.ts';

const manifestById = preparedOnce((db) =>
  db
    .select({ manifest: artifacts.manifest })
    .from(artifacts)
    .where(eq(artifacts.id, placeholder('id')))
    .prepare(),
);
const addArtifact = preparedOnce(({ $client }) =>
  $client.prepare(`
    INSERT INTO artifacts (id, type, manifest, bytes, created_at) VALUES (?, ?, ?, ?, ?)
    ON CONFLICT DO NOTHING`),
);

/** Steps that are looked back for a picture that a table names. */
const FURTHEST_ORIGIN = 8;
const originsOf = preparedOnce(({ $client }) =>
  $client
    .prepare<[string, number], string>(`
    WITH RECURSIVE origin(artifact, steps) AS (
      VALUES (?, 0)
      UNION
      SELECT used.artifact, origin.steps + 1
      FROM origin JOIN made ON made.artifact = origin.artifact
        JOIN used ON used.run = made.run AND used.node = made.node
      WHERE origin.steps < ?)
    SELECT artifact FROM origin GROUP BY artifact ORDER BY min(steps)`)
    .pluck(),
);

/** Published folders under `<data>/artifacts/<id>`, and staging folders on the same filesystem. */
export class ArtifactStore {
  readonly #db: Database;
  readonly #root: string;
  readonly #staging: string;

  constructor(db: Database, dataFolder: string) {
    this.#db = db;
    this.#root = join(dataFolder, 'artifacts');
    this.#staging = join(dataFolder, 'staging');
  }

  /** Removes what a crash left behind: staging folders, and published ones that no transaction made known. */
  async tidy(): Promise<void> {
    await rm(this.#staging, { recursive: true, force: true });
    await mkdir(this.#staging, { recursive: true });
    await mkdir(this.#root, { recursive: true });
    for (const id of readdirSync(this.#root)) {
      if (!this.find(id)) rmSync(join(this.#root, id), { recursive: true, force: true });
    }
  }

  /** An empty folder for the outputs of one lease of a node run. */
  async stage(name: string): Promise<string> {
    const folder = join(this.#staging, name);
    await rm(folder, { recursive: true, force: true });
    await mkdir(folder, { recursive: true });
    return folder;
  }

  async dropStage(name: string): Promise<void> {
    await rm(join(this.#staging, name), { recursive: true, force: true });
  }

  /** Publishes one staged output. The caller makes it known by `add`, in its own transaction. */
  async publish(stage: string, port: string, type: PortType, about: About): Promise<Published> {
    return publishFolder(join(this.#staging, stage, port), this.#root, type, about);
  }

  add({ id, manifest, bytes }: Published, now: number): void {
    addArtifact(this.#db).run(id, manifest.type, JSON.stringify(manifest), bytes, now);
  }

  /** The manifest of a known artifact. */
  find(id: string): Manifest | undefined {
    return manifestById(this.#db).get({ id })?.manifest;
  }

  /** All that is stored about a known artifact. */
  about(id: string): typeof artifacts.$inferSelect | undefined {
    return this.#db.select().from(artifacts).where(eq(artifacts.id, id)).get();
  }

  /** Is the artifact known, and its folder in its place? */
  has(id: string): boolean {
    return this.find(id) !== undefined && existsSync(this.folderOf(id));
  }

  /** When an artifact was published, in milliseconds since 1970, and the bytes of its manifest. Throws NOT_FOUND. */
  inFull(id: string): { createdAt: number; manifestSize: number } {
    this.open(id);
    const createdAt = this.about(id)?.createdAt ?? 0;
    return { createdAt, manifestSize: statSync(join(this.folderOf(id), MANIFEST_FILE)).size };
  }

  /** A known artifact with its folder. Throws NOT_FOUND. */
  open(id: string): InputArtifact {
    const manifest = this.find(id);
    if (manifest) return { id, directory: this.folderOf(id), manifest };
    throw new UserError('NOT_FOUND', {
      en: `There is no artifact ${id.slice(0, 12)} in this data folder.`,
      zh: `此数据文件夹中没有产物 ${id.slice(0, 12)}。`,
    });
  }

  /** Absolute path of a file that the artifact's manifest lists. Throws NOT_FOUND for any other name. */
  fileOf(id: string, path: string): string {
    const { directory, manifest } = this.open(id);
    if (manifest.files.some((file) => file.path === path)) return join(directory, path);
    throw new UserError('NOT_FOUND', {
      en: `The artifact ${id.slice(0, 12)} has no file "${path}".`,
      zh: `产物 ${id.slice(0, 12)} 中没有文件“${path}”。`,
    });
  }

  /**
   * The artifact that holds a file: this one, or the nearest that it was made from. A table of judgements names pictures
   * that lie with what was judged, by the digests of their contents. This one where none does.
   */
  holderOf(id: string, path: string): string {
    const holds = (one: string) => this.find(one)?.files.some((file) => file.path === path) === true;
    if (holds(id)) return id;
    return originsOf(this.#db).all(id, FURTHEST_ORIGIN).find(holds) ?? id;
  }

  folderOf(id: string): string {
    return join(this.#root, id);
  }
}
