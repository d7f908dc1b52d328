/** An upload by its name alone: nobody reads its digest. */
export function shortPath(path: string): string {
  return path.replace(/^upload:[0-9a-f]+\//, '');
}
