/** Places between two durable steps, where a crash must lose nothing. */
export const failpoints = [
  'restore.begins',
  'transaction.begins',
  'row.changed',
  'transaction.written',
  'transaction.committed',
  'spawn.staged',
  'spawn.done',
  'publish.described',
  'publish.sealed',
  'publish.renamed',
  'publish.synced',
  'exit.tidied',
  'checkpoint.written',
  'checkpoint.sealed',
  'checkpoint.renamed',
] as const;
export type Failpoint = (typeof failpoints)[number];

let armed: ((name: Failpoint) => void) | undefined;

/** Tests end the process at a place; nothing else calls this. */
export function armFailpoints(hit: (name: Failpoint) => void): void {
  armed = hit;
}

/** The process has come to a place. */
export function failpoint(name: Failpoint): void {
  armed?.(name);
}
