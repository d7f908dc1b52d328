import { readFile } from 'node:fs/promises';
import { loadCatalogue } from '@heed/nodes/catalogue.ts';
import { applySettings, parseGraph, plan } from '@heed/schema';
import { expect, test } from 'vitest';
import { checkMemory } from './memory.ts';
import { validateDraft } from './validate.ts';

const catalogue = await loadCatalogue();
const template = new URL('../../../../templates/weather-rlhf.json', import.meta.url);
const graph = parseGraph(JSON.parse(await readFile(template, 'utf8')));
const stepsWith = (...settings: string[]) =>
  plan(parseGraph(applySettings(graph, settings, catalogue)), catalogue).steps;

const GB = 1e9;

test('a pipeline that fits passes in silence', () => {
  expect(stepsWith().length).toBeGreaterThan(0);
  expect(checkMemory(stepsWith(), catalogue, { total: 16 * GB, free: 12 * GB })).toEqual({
    problems: [],
    warnings: [],
  });
});

test('a node that the machine cannot hold is refused with both sizes and the field to lower', () => {
  const steps = stepsWith('base.width=2048', 'base.layers=32', 'base.heads=32');
  const { problems } = checkMemory(steps, catalogue, { total: 16 * GB, free: 12 * GB });
  const own = problems.find(({ node }) => node === 'sft');
  expect(own).toMatchObject({ code: 'too-much-memory', parameter: 'batchSize' });
  expect(own?.message.en).toMatch(
    /^Node "sft" needs at least \d+ GB of memory, but this machine has 16 GB; lower its "batchSize" or choose a smaller model\.$/,
  );
  expect(own?.message.zh).toContain('请减小其“批大小”或改用更小的模型');
});

test('a node that may need more than is free, if texts are long, is warned of and not refused', () => {
  const steps = stepsWith('sft.batchSize=4096', 'base.contextLength=1024');
  const { problems, warnings } = checkMemory(steps, catalogue, { total: 16 * GB, free: 12 * GB });
  expect(problems).toEqual([]);
  const own = warnings.find(({ node }) => node === 'sft')?.message.en;
  expect(own).toMatch(
    /^Node "sft" needs up to [\d,]+ GB of memory where texts .* and 12 GB is free now; lower its "batchSize" or /,
  );
});

test('the draft in the editor is told too', () => {
  const draft = applySettings(graph, ['base.width=8192', 'base.layers=96', 'base.heads=64'], catalogue);
  const found = validateDraft(draft, catalogue).find(({ node }) => node === 'base');
  expect(found).toMatchObject({ code: 'too-much-memory', parameter: 'width' });
});
