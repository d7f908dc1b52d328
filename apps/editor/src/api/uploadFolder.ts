import { api, uploadFile } from './client.ts';

/**
 * Stores the files of a chosen folder at the runner and gives the path that a node's config may name. `onProgress`
 * hears how many of them are there.
 */
export async function uploadFolder(
  files: readonly File[],
  onProgress: (done: number, total: number) => void = () => {},
): Promise<string> {
  const kept = files.filter(
    (file) =>
      !pathIn(file)
        .split('/')
        .some((part) => part.startsWith('.')),
  );
  const stored: { path: string; sha256: string }[] = [];
  for (const file of kept) {
    onProgress(stored.length, kept.length);
    const [, sha256 = ''] = /^upload:([0-9a-f]{64})\//.exec(await uploadFile(file)) ?? [];
    stored.push({ path: pathIn(file), sha256 });
  }
  const [name = 'folder'] = (kept[0]?.webkitRelativePath ?? '').split('/');
  const { path } = await api.uploads.folder.mutate({ name: name || 'folder', files: stored });
  return path;
}

/** The path of a file below the folder that was chosen. */
function pathIn({ webkitRelativePath, name }: File): string {
  return webkitRelativePath.split('/').slice(1).join('/') || name;
}
