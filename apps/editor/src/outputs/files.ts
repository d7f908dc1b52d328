import { queryOptions } from '@tanstack/react-query';
import { runnerFetch } from '../api/runner.ts';

/** The address of a file in an artifact's folder. */
export function fileUrl(artifact: string, path: string): string {
  return `/artifacts/${artifact}/files/${path.split('/').map(encodeURIComponent).join('/')}`;
}

/** The address of an image, a sound or a film of an artifact, to be shown in place. */
export function mediaUrl(artifact: string, path: string): string {
  return fileUrl(artifact, path).replace('/files/', '/media/');
}

/** The address of a whole table in a format. */
export function tableUrl(artifact: string, format: 'csv' | 'jsonl' | 'parquet', file?: string): string {
  const query = new URLSearchParams({ format, ...(file !== undefined && { file }) });
  return `/artifacts/${artifact}/table?${query}`;
}

/** The address of all files of an artifact in one archive. */
export function archiveUrl(artifact: string): string {
  return `/artifacts/${artifact}/archive`;
}

const units = ['B', 'kB', 'MB', 'GB', 'TB'];

/** A size in decimal units: 1234567 → "1.2 MB". */
export function formatBytes(bytes: number): string {
  const power = bytes < 1 ? 0 : Math.min(Math.floor(Math.log10(bytes) / 3), units.length - 1);
  const value = bytes / 1000 ** power;
  return `${power > 0 && value < 100 ? value.toFixed(1) : Math.round(value)} ${units[power]}`;
}

/** A JSON file of an artifact. Artifacts never change, so it is read once. Throws when it is missing or broken. */
export function jsonFileOptions(artifact: string, path: string) {
  return queryOptions({
    queryKey: ['artifact-file', artifact, path],
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: async ({ signal }): Promise<unknown> => {
      const response = await runnerFetch(fileUrl(artifact, path), { signal });
      if (!response.ok) throw new Error(`${path}: ${response.status} ${response.statusText}`);
      return response.json();
    },
  });
}
