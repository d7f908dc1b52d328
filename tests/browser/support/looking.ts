import { afterAll, beforeAll, expect, test } from 'vitest';
import { useInspection } from '../../journeys/support/inspecting.ts';
import { faultless, type Manner } from '../../journeys/support/inspection.ts';
import type { Place } from '../../journeys/support/places.ts';
import type { Visitor } from '../../journeys/support/visitor.ts';

type Look = (all: readonly Place[], manner: Omit<Manner, 'scheme'>, ...schemes: Manner['scheme'][]) => void;

/**
 * `const look = useLooking()` at the top of a test file starts a browser and a furnished server; `look` then lets one
 * person go through places, in a theme or in both of them.
 */
export function useLooking(): Look {
  const inspection = useInspection();
  return (all, manner, ...schemes) => {
    let visitor: Visitor;
    beforeAll(async () => {
      visitor = await inspection().visit({ ...manner, scheme: schemes[0] ?? 'light' });
    });
    afterAll(() => visitor?.[Symbol.asyncDispose]());

    test.each(all)('$name meets WCAG A and AA, speaks one language and fits', async (place) => {
      await inspection().go(visitor, place);
      for (const scheme of schemes) {
        await visitor.page.emulateMedia({ colorScheme: scheme });
        await visitor.page.locator(`html[data-mantine-color-scheme=${scheme}]`).waitFor();
        const name = place.name.replaceAll(/\W+/g, '-');
        await visitor.picture([name, manner.language, manner.width, scheme].join('-'));
        expect(await inspection().faults(visitor, { ...manner, scheme })).toEqual(faultless);
      }
    });
  };
}
