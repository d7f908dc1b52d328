import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { dialogs, editorDialogs } from './support/dialogs.ts';
import { useInspection } from './support/inspecting.ts';
import { faultless, type Manner } from './support/inspection.ts';
import { layers } from './support/layers.ts';
import { editorRoutes, places } from './support/places.ts';

const root = join(import.meta.dirname, '../..');

const inspection = useInspection();

test('every address of the editor is among the places that are looked at', async () => {
  const routes = await editorRoutes();
  expect(routes.length).toBeGreaterThan(10);
  const visited = new Set(places.map(({ route }) => route));
  expect(routes.filter((route) => !visited.has(route))).toEqual([]);
});

test('every dialog and drawer of the editor is opened and looked at somewhere', () => {
  const found = editorDialogs();
  expect(found.length).toBeGreaterThan(20);
  expect(found.filter((file) => dialogs[file] === undefined)).toEqual([]);
  const names = new Set([...places, ...layers].map(({ name }) => name));
  const examines = (where: string) =>
    where.endsWith('.test.ts') && readFileSync(join(root, where), 'utf8').includes('await violations(');
  expect(Object.values(dialogs).filter((where) => !names.has(where) && !examines(where))).toEqual([]);
});

/** One place of each address; `npm run test:browser` looks at all of them in all manners. */
const each = places.filter(({ route }, index) => places.findIndex((one) => one.route === route) === index);

const manners: Manner[] = [
  { language: 'zh', scheme: 'light', width: 1440 },
  { language: 'en', scheme: 'dark', width: 390 },
  { language: 'zh', scheme: 'dark', width: 390 },
  { language: 'en', scheme: 'light', width: 1440 },
];

describe.each(manners)('in $language, $scheme, at $width pixels', (manner) => {
  const own = each.filter((_, index) => manners[index % manners.length] === manner);

  test(`pages meet WCAG A and AA, speak one language and fit: ${own.map(({ name }) => name).join(', ')}`, async () => {
    await using visitor = await inspection().visit(manner);
    for (const place of own) {
      await inspection().go(visitor, place);
      expect({ place: place.name, ...(await inspection().faults(visitor, manner)) }).toEqual({
        place: place.name,
        ...faultless,
      });
    }
  });
});

test('another language is there at once, without loading the page again', async () => {
  await using visitor = await inspection().visit({ language: 'en', scheme: 'light', width: 1440 });
  const { page } = visitor;
  for (const place of places.filter(({ name }) => ['canvas', 'run', 'quality'].includes(name))) {
    await inspection().go(visitor, place);
    const before = visitor.requested.length;
    await page.getByRole('button', { name: '中文' }).click();
    await page.locator('html[lang=zh-CN]').waitFor();
    expect(await inspection().foreign(visitor, 'zh')).toEqual([]);
    await page.getByRole('button', { name: 'English' }).click();
    await page.locator('html[lang=en]').waitFor();
    expect(await inspection().foreign(visitor, 'en')).toEqual([]);
    const documents = visitor.requested.slice(before).filter((url) => url === page.url());
    expect(documents).toEqual([]);
  }
});
