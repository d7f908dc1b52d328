import { afterAll, beforeAll, vi } from 'vitest';
import { type Furnished, startFurnished } from './furnished.ts';
import { Inspection } from './inspection.ts';
import { patient } from './patience.ts';
import { openBrowser } from './visitor.ts';

/** `const inspection = useInspection()` at the top of a test file: a browser and a furnished server, ended with its tests. */
export function useInspection(): () => Inspection {
  vi.setConfig(patient);
  let browser: Awaited<ReturnType<typeof openBrowser>>;
  let furnished: Furnished;
  let inspection: Inspection;
  beforeAll(async () => {
    [browser, furnished] = await Promise.all([openBrowser(), startFurnished()]);
    inspection = await Inspection.begin(browser, furnished);
  });
  afterAll(async () => {
    await browser?.close();
    await furnished?.[Symbol.asyncDispose]();
  });
  return () => inspection;
}
