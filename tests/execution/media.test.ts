import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { ArtifactStore } from '../../apps/runner/src/artifacts/store.ts';
import { TestRunner } from './harness.ts';
import { serveTest } from './server.ts';

const files = {
  'media/sun.png': '\x89PNG\r\n\x1a\n and so on',
  'media/page.png': '<!doctype html><script>alert(1)</script>',
  'media/drawing.svg': '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
};

/** Publishes files as an artifact. */
async function publish(artifacts: ArtifactStore): Promise<string> {
  const folder = join(await artifacts.stage('media'), 'completions');
  mkdirSync(join(folder, 'media'), { recursive: true });
  for (const [path, content] of Object.entries(files))
    writeFileSync(join(folder, path), Buffer.from(content, 'latin1'));
  const published = await artifacts.publish('media', 'completions', 'completions', {
    facts: {},
    summary: [],
  });
  artifacts.add(published, Date.now());
  return published.id;
}

it('images are shown in place by what they are, whole or in part; pages and drawings with scripts never', async () => {
  await using heed = await TestRunner.open();
  await using server = await serveTest(heed.runner);
  const id = await publish(heed.runner.artifacts);
  const { cookie } = server;
  const image = await server.get(`/artifacts/${id}/media/media/sun.png`);
  expect(image.status).toBe(200);
  expect(image.headers.get('content-type')).toBe('image/png');
  expect(image.headers.get('content-disposition')).toBe('inline');
  expect(image.headers.get('x-content-type-options')).toBe('nosniff');
  expect(image.headers.get('content-security-policy')).toBe("sandbox; default-src 'none'");
  const part = await server.get(`/artifacts/${id}/media/media/sun.png`, { cookie, range: 'bytes=1-3' });
  expect([part.status, await part.text()]).toEqual([206, 'PNG']);
  for (const path of ['media/page.png', 'media/drawing.svg', 'media/none.png', '../heed.db']) {
    const answer = await server.get(`/artifacts/${id}/media/${path}`);
    expect([path, answer.status]).toEqual([path, path.includes('none') || path.includes('..') ? 404 : 400]);
    expect(answer.headers.get('content-type')).toMatch(/^text\/plain|^application\/json/);
  }
  expect((await server.get(`/artifacts/${id}/media/media/sun.png`, {})).status).toBe(401);
  const saved = await server.get(`/artifacts/${id}/files/media/sun.png`);
  expect(saved.headers.get('content-type')).toBe('application/octet-stream');
});
