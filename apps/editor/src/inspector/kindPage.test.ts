import { readFileSync } from 'node:fs';
import { catalogue } from '@heed/nodes/catalogue.browser.ts';
import { expect, test } from 'vitest';
import { sectionOf } from './kindPage.ts';

const folder = new URL('../../../../packages/nodes/', import.meta.url);

test.each([...catalogue])('the page of %s has a half in each language', (kind, spec) => {
  const page = readFileSync(new URL(`${kind}/${kind}.md`, folder), 'utf8');
  const [en, zh] = [sectionOf(page, spec, 'en'), sectionOf(page, spec, 'zh')];
  expect(en.length).toBeGreaterThan(100);
  expect(zh.length).toBeGreaterThan(50);
  expect(en).not.toContain(`## ${spec.title.zh}`);
  const han = (text: string) => text.match(/\p{Script=Han}/gu)?.length ?? 0;
  expect(han(zh)).toBeGreaterThan(10 * han(en));
  for (const section of [en, zh]) expect(section).not.toMatch(/^# /m);
});
