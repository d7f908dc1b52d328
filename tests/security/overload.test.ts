import { expect, it } from 'vitest';
import { appRouter } from '../../apps/runner/src/api/router.ts';
import { TestRunner } from '../execution/harness.ts';
import { serveTest } from '../execution/server.ts';
import { hostileInputs } from './hostile-inputs.ts';

interface Definition {
  type: 'query' | 'mutation' | 'subscription';
}

const procedures = Object.entries(appRouter._def.procedures)
  .map(([path, procedure]) => ({ path, type: (procedure as unknown as { _def: Definition })._def.type }))
  .filter(({ path }) => path !== 'access.signOut');

it.each(procedures)('$path refuses nonsense without an error of its own', async ({ path, type }) => {
  await using heed = await TestRunner.open();
  await using server = await serveTest(heed.runner);
  for (const [name, text] of hostileInputs()) {
    const query = `?input=${encodeURIComponent(text)}`;
    const sent =
      type === 'mutation'
        ? fetch(`${server.url}/trpc/${path}`, {
            method: 'POST',
            headers: { 'content-type': 'application/json', cookie: server.cookie },
            body: text,
          })
        : server.get(`/trpc/${path}${text.length > 4000 ? '?input=%7B' : query}`);
    const answer = await sent;
    await answer.body?.cancel();
    expect(answer.status, `${name} at ${path}`).toBeLessThan(500);
  }
  expect((await server.get('/healthz')).status).toBe(200);
});
