import { readFile } from 'node:fs/promises';
import type { Example } from '../harness/material.ts';
import type { Job } from './job.ts';

/** The examples of a job. */
export async function readExamples({ examples, count }: Job): Promise<Example[]> {
  const all = JSON.parse(await readFile(examples, 'utf8')) as Example[];
  return all.slice(0, count);
}
