import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { loadCatalogue } from '@heed/nodes/catalogue.ts';
import { parseGraphText, plan } from '@heed/schema';
import { expect, test } from 'vitest';
import { weatherPipeline } from './pipeline.ts';

test('the template file is what the pipeline here says, and has no problems', async () => {
  const file = join(import.meta.dirname, '..', 'weather-rlhf.json');
  const graph = parseGraphText(await readFile(file, 'utf8'), file);
  expect(graph).toEqual(weatherPipeline);
  const { problems, steps } = plan(graph, await loadCatalogue());
  expect(problems).toEqual([]);
  expect(steps.map((step) => step.node)).toHaveLength(10);
});
