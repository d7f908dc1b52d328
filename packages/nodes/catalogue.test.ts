import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  describeConfig,
  factsSchema,
  type InputFacts,
  type Localized,
  type NodeSpec,
  type RawConfig,
} from '@heed/schema';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { catalogue as browserCatalogue } from './catalogue.browser.ts';
import { listKinds, loadCatalogue, loadRun } from './catalogue.ts';
import { impureImports } from './testing/imports.ts';

const catalogue = await loadCatalogue();
const folderOf = (kind: string) => join(import.meta.dirname, kind);

/** Both languages are there, and the Chinese is Chinese (or a name that is the same in both). */
function expectLocalized(sentence: Localized | undefined, what: string): void {
  expect(sentence?.en.trim(), `${what} in English`).toBeTruthy();
  expect(sentence?.zh.trim(), `${what} in Chinese`).toBeTruthy();
}

function expectHelp(about: { title: Localized; help: Localized }, what: string): void {
  expectLocalized(about.title, `${what}: title`);
  expectLocalized(about.help, `${what}: help`);
  expect(about.help.zh, `${what}: Chinese help`).toMatch(/\p{Script=Han}/u);
  expect(about.help.en, `${what}: English help ends with a full stop`).toMatch(/[.!?]$/);
}

/** A config that parses: defaults, and something for each required field. */
function sampleConfig(spec: NodeSpec): RawConfig {
  const required = describeConfig(spec).filter((field) => field.required);
  const values = required.map(({ name, type, choices, minimum }) => [
    name,
    type === 'choice' ? choices?.[0] : type === 'string' ? 'sample' : (minimum ?? 1),
  ]);
  return spec.config.parse(Object.fromEntries(values)) as RawConfig;
}

describe.each([...catalogue])('node kind %s', (kind, spec) => {
  test('carries the name of its folder and both languages everywhere', () => {
    expect(spec.kind).toBe(kind);
    expectLocalized(spec.title, 'title');
    expectLocalized(spec.summary, 'summary');
    for (const [name, port] of Object.entries(spec.inputs)) expectHelp(port, `input ${name}`);
    for (const [name, port] of Object.entries(spec.outputs)) expectHelp(port, `output ${name}`);
    for (const [name, metric] of Object.entries(spec.metrics)) expectHelp(metric, `metric ${name}`);
  });

  test('has a form in which every field is explained and every default is valid', () => {
    for (const field of describeConfig(spec)) {
      expectHelp(field, `field ${field.name}`);
      for (const choice of field.choices ?? [])
        expectLocalized(field.options?.[choice], `${field.name} = ${choice}`);
      if (field.showWhen) expect(Object.keys(spec.config.shape)).toContain(field.showWhen.field);
    }
    expect(spec.config.safeParse(sampleConfig(spec)).error).toBeUndefined();
  });

  test('knows its facts, whatever is wired', () => {
    const config = sampleConfig(spec);
    const known = { modality: 'text', tokenizer: 't', vocabularySize: 300, architecture: 'gpt2' } as const;
    const full: InputFacts = Object.fromEntries(Object.keys(spec.inputs).map((port) => [port, known]));
    for (const inputs of [{}, full]) {
      const facts = spec.facts?.(config, inputs, 'node') ?? {};
      expect(Object.keys(spec.outputs)).toEqual(expect.arrayContaining(Object.keys(facts)));
      for (const one of Object.values(facts)) expect(factsSchema.safeParse(one).error).toBeUndefined();
    }
    expect(['cpu', 'gpu', undefined]).toContain(spec.resources?.(config, {}).device);
    for (const { ports } of spec.agreements ?? [])
      expect(Object.keys(spec.inputs)).toEqual(expect.arrayContaining([...ports]));
  });

  test('estimates its memory from the size of its models, and names a field of its form that lowers it', () => {
    const size = { parameters: 1e9, layers: 24, width: 2048, heads: 16, contextLength: 2048 };
    const known = { modality: 'text', tokenizer: 't', vocabularySize: 32_000, size } as const;
    const inputs: InputFacts = Object.fromEntries(Object.keys(spec.inputs).map((port) => [port, known]));
    const resources = spec.resources?.(sampleConfig(spec), inputs);
    if (resources?.lower) expect(Object.keys(spec.config.shape)).toContain(resources.lower);
    if (resources?.memory) expect(resources.memory.most).toBeGreaterThanOrEqual(resources.memory.least);
    if (resources?.device === 'gpu' && Object.hasOwn(spec.config.shape, 'learningRate'))
      expect(resources.memory?.least).toBeGreaterThan(4 * 4 * size.parameters);
  });

  test('migrates from every version it ever had', () => {
    for (let version = 1; version < spec.version; version++)
      expect(spec.migrations?.[version], `migration from version ${version}`).toBeTypeOf('function');
  });

  test('loads in a browser: no import of its spec leads to Node', async () => {
    expect(await impureImports(join(folderOf(kind), 'spec.ts'))).toEqual([]);
  });

  test('has a run function', async () => {
    expect(await loadRun(kind)).toBeTypeOf('function');
  });

  test('has a page that names it and each of its metrics, in English and Chinese', async () => {
    const page = await readFile(join(folderOf(kind), `${kind}.md`), 'utf8');
    expect(page).toContain(spec.title.en);
    expect(page).toContain(spec.title.zh);
    expect(page.match(/\p{Script=Han}/gu)?.length ?? 0).toBeGreaterThan(60);
    expect(page.match(/[a-z]{3,}/g)?.length ?? 0).toBeGreaterThan(40);
    for (const [name, { title }] of Object.entries(spec.metrics)) {
      expect(page, `metric ${name}`).toContain(title.en);
      expect(page, `metric ${name}`).toContain(title.zh);
    }
  });
});

describe('the catalogue', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'heed-kinds-'));
    for (const kind of ['alpha', 'beta', 'no-kind']) await mkdir(join(folder, kind));
    await writeFile(join(folder, 'alpha', 'spec.ts'), `export default { kind: 'alpha' };`);
    await writeFile(join(folder, 'alpha', 'run.ts'), `export const run = async () => ({ answer: 42 });`);
    await writeFile(join(folder, 'beta', 'spec.ts'), `export default { kind: 'beta' };`);
    await writeFile(join(folder, 'beta', 'run.ts'), `export const go = 1;`);
    await writeFile(join(folder, 'no-kind', 'readme.md'), 'shared code');
  });
  afterAll(() => rm(folder, { recursive: true }));

  test('holds the folders that have a spec, and their runs', async () => {
    expect([...(await loadCatalogue(folder)).keys()]).toEqual(['alpha', 'beta']);
    const run = await loadRun('alpha', folder);
    expect(await run({} as never)).toEqual({ answer: 42 });
  });

  test('says which run is missing', async () => {
    await expect(loadRun('beta', folder)).rejects.toThrow(/beta.run\.ts must export a function named "run"/);
    await expect(loadRun('../alpha', folder)).rejects.toThrow(
      'There is no node kind "../alpha"; there is alpha, beta.',
    );
  });

  test('refuses a spec in the wrong folder', async () => {
    const wrong = join(folder, 'wrong');
    await mkdir(join(wrong, 'gamma'), { recursive: true });
    await writeFile(join(wrong, 'gamma', 'spec.ts'), `export default { kind: 'delta' };`);
    await expect(loadCatalogue(wrong)).rejects.toThrow(/must export a node spec of the kind "gamma"/);
  });

  test('is the same in the browser and in the runner', async () => {
    expect([...browserCatalogue.keys()].sort()).toEqual(await listKinds());
  });

  test('finds an import that a browser could not load', async () => {
    await writeFile(join(folder, 'deep.ts'), `import type { A } from 'node:fs';\nexport * from 'node:path';`);
    await writeFile(join(folder, 'spec.ts'), `import { z } from 'zod';\nimport './deep.ts';`);
    expect(await impureImports(join(folder, 'spec.ts'))).toEqual([`${join(folder, 'deep.ts')} → node:path`]);
  });
});
