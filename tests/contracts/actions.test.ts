import { expect, test } from 'vitest';
import { actions } from '../../apps/editor/src/settings/actionWords.ts';
import { appRouter } from '../../apps/runner/src/api/router.ts';
import type { Meta } from '../../apps/runner/src/api/trpc.ts';

/** What is written down in the log of activity, by the procedures of the API. */
const recorded = Object.entries(appRouter._def.procedures).flatMap(([path, procedure]) => {
  const { type, meta } = (procedure as unknown as { _def: { type: string; meta?: Partial<Meta> } })._def;
  const isRecorded = type === 'mutation' && !meta?.asks && !['viewer', 'labeler'].includes(meta?.role ?? '');
  return isRecorded ? [path] : [];
});

test.each(recorded)('%s has words in the list of activity', (path) => {
  expect(actions[path]).toMatchObject({ en: expect.stringMatching(/^[A-Z]/), zh: expect.any(String) });
});
