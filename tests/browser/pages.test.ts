import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { type Furnished, startFurnished } from '../journeys/support/furnished.ts';
import { faultless, Inspection, type Manner } from '../journeys/support/inspection.ts';
import { layers } from '../journeys/support/layers.ts';
import { patient } from '../journeys/support/patience.ts';
import { type Place, places } from '../journeys/support/places.ts';
import { openBrowser, type Visitor } from '../journeys/support/visitor.ts';

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

/** One person goes through all the places, in a theme or in both of them. */
function look(all: readonly Place[], manner: Omit<Manner, 'scheme'>, ...schemes: Manner['scheme'][]): void {
  let visitor: Visitor;
  beforeAll(async () => {
    visitor = await inspection.visit({ ...manner, scheme: 'light' });
  });
  afterAll(() => visitor?.[Symbol.asyncDispose]());

  test.each(all)('$name meets WCAG A and AA, speaks one language and fits', async (place) => {
    await inspection.go(visitor, place);
    for (const scheme of schemes) {
      await visitor.page.emulateMedia({ colorScheme: scheme });
      await visitor.page.locator(`html[data-mantine-color-scheme=${scheme}]`).waitFor();
      await visitor.picture(
        [place.name.replaceAll(/\W+/g, '-'), manner.language, manner.width, scheme].join('-'),
      );
      expect(await inspection.faults(visitor, { ...manner, scheme })).toEqual(faultless);
    }
  });
}

describe.each([
  ['en', 1440],
  ['zh', 1440],
  ['en', 390],
  ['zh', 390],
] as const)('the page, in %s at %i pixels:', (language, width) => {
  look(places, { language, width }, 'light', 'dark');
});

describe('what opens over the page, in en and light:', () => {
  look(layers, { language: 'en', width: 1440 }, 'light');
});
describe('what opens over the page, in zh and dark:', () => {
  look(layers, { language: 'zh', width: 1440 }, 'dark');
});
