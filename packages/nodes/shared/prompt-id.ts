import { createHash } from 'node:crypto';

/** The same prompt has the same id in every file and every run. */
export function promptIdOf(prompt: string): string {
  return createHash('sha256').update(prompt).digest('hex').slice(0, 16);
}
