import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { UploadsQuery } from '../api/upload-inputs.ts';
import type { RowCount, UploadEntry } from '../api/upload-views.ts';
import { previewOf } from './preview.ts';

/** More than anybody looks through; what is older is found by its path. */
const LISTED = 50;

/** What was uploaded before, to be chosen again. Files are named by their digest, so that what was counted once stays true. */
export class RecentUploads {
  readonly #folder: string;
  readonly #counted = new Map<string, Pick<UploadEntry, 'rows' | 'files' | 'bytes'>>();

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Newest first. Files that came as parts of a folder are not listed. */
  async list({ kind }: UploadsQuery): Promise<UploadEntry[]> {
    const digests = (await readdir(this.#folder).catch(() => [])).filter((name) =>
      /^[0-9a-f]{64}$/.test(name),
    );
    const found = (await Promise.all(digests.map((digest) => this.#entries(digest, kind)))).flat();
    const newest = found.sort((a, b) => b.storedAt - a.storedAt).slice(0, LISTED);
    const entries: UploadEntry[] = [];
    for (const entry of newest) entries.push({ ...entry, ...(await this.#count(entry.path, kind)) });
    return entries;
  }

  async #entries(digest: string, kind: UploadsQuery['kind']) {
    const folder = join(this.#folder, digest);
    const names = (await readdir(folder).catch(() => [])).filter((name) => !name.startsWith('.'));
    const found = await Promise.all(
      names.map(async (name) => {
        const about = await stat(join(folder, name)).catch(() => undefined);
        if (!about || about.isDirectory() !== (kind === 'directory')) return [];
        // a file has a link for each of its names, and one more in each folder that it is a part of
        if (kind === 'file' && about.nlink > names.length) return [];
        const entry = { path: `upload:${digest}/${name}`, name, bytes: about.size };
        return [{ ...entry, storedAt: Math.round(about.mtimeMs) }];
      }),
    );
    return found.flat();
  }

  async #count(path: string, kind: UploadsQuery['kind']) {
    const known = this.#counted.get(path);
    if (known) return known;
    const preview = await previewOf({ path, kind, format: 'auto' }, { folder: '', uploads: this.#folder });
    if (preview.state === 'missing') return {};
    const { bytes } = preview;
    const rows: RowCount | undefined = preview.state === 'table' ? preview.rows : undefined;
    const counted = {
      bytes,
      ...(rows && { rows }),
      ...(preview.state === 'folder' && { files: preview.files }),
    };
    this.#counted.set(path, counted);
    return counted;
  }
}
