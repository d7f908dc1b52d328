import { describe, expect, it } from 'vitest';
import { graph } from './graphs.ts';
import { TestRunner } from './harness.ts';
import { serveTest } from './server.ts';

describe('a link into a batch', () => {
  it('stays the same while it lets in, and is made anew once it has ended or for another purpose', async () => {
    await using heed = await TestRunner.open();
    await using _server = await serveTest(heed.runner);
    const { id: run } = await heed.run(graph({ people: { kind: 'ask', pairs: 3 } }));
    const { access } = heed.runner.services;
    const tokenOf = (wish: { again?: string; adjudicates?: boolean } = {}) =>
      new URL(access.invite({ run, node: 'people', ...wish }, 'owner').url).searchParams.get('token') ?? '';
    const first = tokenOf();
    expect(tokenOf({ again: first })).toBe(first);
    expect(tokenOf({ again: first, adjudicates: true })).not.toBe(first);
    expect(tokenOf({ again: 'unknown' })).not.toBe('unknown');
    expect(access.list().invites).toHaveLength(3);
    for (const { id } of access.list().invites) access.revoke(id);
    expect(tokenOf({ again: first })).not.toBe(first);
  });
});

it('what a call takes in and should not hold is answered by a sentence in both languages', async () => {
  await using heed = await TestRunner.open();
  await using server = await serveTest(heed.runner);
  const answer = await server.post('/trpc/access.createInvite', { role: 'viewer', uses: 1.5 });
  const { error } = (await answer.json()) as { error: { message: string; data: { localized: unknown } } };
  expect(error.data.localized).toEqual({
    en: 'What was sent is wrong at "uses": it must be a whole number.',
    zh: '所发送内容的“uses”有误：应为整数。',
  });
  expect(error.message).toBe('What was sent is wrong at "uses": it must be a whole number.');
});
