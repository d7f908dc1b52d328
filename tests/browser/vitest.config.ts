import { join } from 'node:path';
import { defineConfig } from 'vitest/config';
import shared from '../../vitest.config.ts';

/** The whole of what a person does in the browser: the journeys of every test run, and the longer and timed ones. */
export default defineConfig({
  test: {
    ...shared.test,
    root: join(import.meta.dirname, '../..'),
    include: ['tests/browser/**/*.test.ts', 'tests/journeys/**/*.test.ts'],
    exclude: ['**/node_modules/**', '**/dist/**'],
  },
});
