import { describe, expect, it } from 'vitest';
import { callers, memberRoles, type Role, roles } from '../../apps/runner/src/access/roles.ts';
import { appRouter } from '../../apps/runner/src/api/router.ts';
import { diamond, graph } from '../execution/graphs.ts';
import { TestRunner } from '../execution/harness.ts';
import { enter, serveTest, type TestServer } from '../execution/server.ts';

interface Definition {
  type: 'query' | 'mutation' | 'subscription';
  meta?: { role?: Role };
}

const procedures = Object.entries(appRouter._def.procedures).map(([path, procedure]) => {
  return { path, definition: (procedure as unknown as { _def: Definition })._def };
});

/** Calls a procedure and gives the HTTP status; a stream tells its refusal in its first event. */
async function call(
  server: TestServer,
  path: string,
  type: Definition['type'],
  input: unknown,
  cookie: string,
): Promise<number> {
  const query = `?input=${encodeURIComponent(JSON.stringify(input))}`;
  if (type === 'mutation') return (await server.post(`/trpc/${path}`, input, { cookie })).status;
  const answer = await server.get(`/trpc/${path}${query}`, { cookie });
  if (type === 'query') return answer.status;
  let text = '';
  for await (const part of answer.body as unknown as AsyncIterable<Uint8Array>) {
    text += new TextDecoder().decode(part);
    if (/^id: |"httpStatus"/m.test(text)) break;
  }
  const [, status = '200'] = /"httpStatus":(\d+)/.exec(text) ?? [];
  return Number(status);
}

/** The data that a call answered with. */
async function dataOf(answer: Response): Promise<unknown> {
  return ((await answer.json()) as { result: { data: unknown } }).result.data;
}

/** A served runner with a run that waits for people, and the cookie of a labeler who may decide disagreements. */
async function withBatch(heed: TestRunner, server: TestServer) {
  const { id } = await heed.run(graph({ people: { kind: 'ask', pairs: 3 } }));
  const place = { run: id, node: 'people', adjudicates: true };
  const invited = await server.post('/trpc/access.invite', place);
  const { url } = (await dataOf(invited)) as { url: string };
  return { id, url, cookie: await enter(url) };
}

describe('roles', () => {
  it.each(procedures)('$path says who may call it', ({ definition }) => {
    expect(roles).toContain(definition.meta?.role);
  });

  it.each(roles)('let %s call exactly what is declared for it', async (role) => {
    await using heed = await TestRunner.open();
    await using server = await serveTest(heed.runner);
    const labeler = await withBatch(heed, server);
    const cookies: Record<string, string> = { nobody: '', labeler: labeler.cookie };
    for (const member of memberRoles)
      cookies[member] = await enter(
        `${server.url}/?token=${heed.runner.access.createInvite({ role: member }, 'test').token}`,
      );
    const refused = role === 'nobody' ? 401 : 403;
    for (const { path, definition } of procedures) {
      if (path === 'access.signOut') continue;
      const declared = definition.meta?.role ?? 'nobody';
      const place = { run: labeler.id, node: 'people', labeler: 'Ada' };
      const status = await call(server, path, definition.type, place, cookies[role] ?? '');
      const isAllowed = callers[declared].includes(role);
      expect([path, [401, 403].includes(status) ? status : 0]).toEqual([path, isAllowed ? 0 : refused]);
    }
  });

  it('hold a labeler to the batch of the invite, also inside a batched request', async () => {
    await using heed = await TestRunner.open();
    await using server = await serveTest(heed.runner);
    const labeler = await withBatch(heed, server);
    const other = await heed.run(graph({ others: { kind: 'ask', pairs: 3 } }));
    const own = { run: labeler.id, node: 'people', labeler: 'Ada' };
    const foreign = { run: other.id, node: 'others', labeler: 'Ada' };
    expect(await call(server, 'labeling.recent', 'query', own, labeler.cookie)).toBe(200);
    expect(await call(server, 'labeling.recent', 'query', foreign, labeler.cookie)).toBe(403);
    expect(await call(server, 'labeling.recent', 'query', { labeler: 'Ada' }, labeler.cookie)).toBe(403);
    const input = encodeURIComponent(JSON.stringify({ 0: own, 1: foreign }));
    const both = await server.get(`/trpc/labeling.recent,labeling.recent?batch=1&input=${input}`, {
      cookie: labeler.cookie,
    });
    const answers = (await both.json()) as { error?: { data: { code: string } } }[];
    expect(answers.map(({ error }) => error?.data.code)).toEqual([undefined, 'FORBIDDEN']);
    const me = await server.get('/trpc/access.me', { cookie: labeler.cookie });
    const batch = { run: labeler.id, node: 'people' };
    expect(await dataOf(me)).toEqual({ role: 'labeler', name: 'Ada', batch });
  });

  it('keep a labeler under one name, and let several come in by one invite', async () => {
    await using heed = await TestRunner.open();
    await using server = await serveTest(heed.runner);
    const { id, url, cookie } = await withBatch(heed, server);
    const as = (labeler: string) => ({ run: id, node: 'people', labeler });
    expect(await call(server, 'labeling.recent', 'query', as('Ada'), cookie)).toBe(200);
    expect(await call(server, 'labeling.undo', 'mutation', as('Bo'), cookie)).toBe(403);
    expect(await call(server, 'labeling.recent', 'query', as('Bo'), await enter(url))).toBe(200);
  });

  it('let those decide disagreements whose link says so', async () => {
    await using heed = await TestRunner.open();
    await using server = await serveTest(heed.runner);
    const { id, cookie } = await withBatch(heed, server);
    const plain = await enter(heed.runner.services.access.invite({ run: id, node: 'people' }, 'test').url);
    const as = (labeler: string) => ({ run: id, node: 'people', labeler });
    for (const path of ['labeling.dispute', 'labeling.decide', 'labeling.undecide'])
      expect(await call(server, path, 'mutation', as('Bo'), plain)).toBe(403);
    expect(await call(server, 'labeling.dispute', 'mutation', as('Ada'), cookie)).toBe(200);
    expect(await call(server, 'labeling.dispute', 'mutation', as('Lead'), server.cookie)).toBe(200);
  });

  it('let viewers read files and designers upload them', async () => {
    await using heed = await TestRunner.open();
    await using server = await serveTest(heed.runner);
    const labeler = await withBatch(heed, server);
    const artifact = (await heed.run(diamond())).node('a').outputs.out;
    const file = `/artifacts/${artifact}/files/text.txt`;
    const upload = (cookie: string) => server.post('/uploads?name=x.txt', 'x', { cookie });
    const { access } = heed.runner;
    const as = (role: 'viewer' | 'designer') =>
      enter(`${server.url}/?token=${access.createInvite({ role }, 'test').token}`);
    for (const [cookie, reads, uploads] of [
      ['', 401, 401],
      [labeler.cookie, 403, 403],
      [await as('viewer'), 200, 403],
      [await as('designer'), 200, 200],
      [server.cookie, 200, 200],
    ] as const) {
      expect((await server.get(file, { cookie })).status).toBe(reads);
      expect((await upload(cookie)).status).toBe(uploads);
    }
  });
});
