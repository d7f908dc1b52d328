import { queryOptions } from '@tanstack/react-query';

/** The address of a file in an artifact's folder. */
export function fileUrl(artifact: string, path: string): string {
  return `/artifacts/${artifact}/files/${path.split('/').map(encodeURIComponent).join('/')}`;
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
      const response = await fetch(fileUrl(artifact, path), { signal });
      if (!response.ok) throw new Error(`${path}: ${response.status} ${response.statusText}`);
      return response.json();
    },
  });
}
