import { join } from 'node:path';
import { defineConfig } from 'vitest/config';
import shared from '../../vitest.config.ts';

const speed = 'tests/browser/speed.test.ts';
const { reporters, ...ours } = shared.test ?? {};
const each = { ...ours, root: join(import.meta.dirname, '../..') };

/**
 * The whole of what a person does in the browser: the journeys of every test run, and the longer ones. What is timed
 * comes last, with nothing beside it.
 */
export default defineConfig({
  test: {
    reporters,
    projects: [
      {
        test: {
          ...each,
          name: 'browser',
          include: ['tests/browser/**/*.test.ts', 'tests/journeys/**/*.test.ts'],
          exclude: ['**/node_modules/**', '**/dist/**', speed],
        },
      },
      {
        test: {
          ...each,
          name: 'speed',
          include: [speed],
          exclude: ['**/node_modules/**', '**/dist/**'],
          maxWorkers: 1,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
