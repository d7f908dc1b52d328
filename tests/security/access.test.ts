import { describe, expect, it } from 'vitest';
import { WrongAttempts } from '../../apps/runner/src/access/wrong-attempts.ts';
import { diamond, graph } from '../execution/graphs.ts';
import { TestRunner } from '../execution/harness.ts';
import { enter, serveTest } from '../execution/server.ts';

async function dataOf<Data>(answer: Response): Promise<Data> {
  return ((await answer.json()) as { result: { data: Data } }).result.data;
}

const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

describe('an invite', () => {
  it('lets in as many people as it says, under its label, until it is revoked with those it let in', async () => {
    await using heed = await TestRunner.open();
    await using server = await serveTest(heed.runner);
    const wanted = { role: 'viewer', uses: 2, label: 'Ada' };
    const made = await server.post('/trpc/access.createInvite', wanted);
    const { id, url } = await dataOf<{ id: string; url: string }>(made);
    const cookie = await enter(url);
    const me = await dataOf(await server.get('/trpc/access.me', { cookie }));
    expect(me).toEqual({ role: 'viewer', name: 'Ada', id: expect.any(String) });
    expect((await server.get('/trpc/graphs.list', { cookie: await enter(url) })).status).toBe(200);
    expect(await enter(url)).toBe('');
    await server.post('/trpc/access.revoke', { id });
    expect((await server.get('/trpc/graphs.list', { cookie })).status).toBe(401);
    expect((await server.post('/trpc/access.revoke', { id })).status).toBe(404);
  });

  it('for labelers names its batch, and ends when its time is over', async () => {
    await using heed = await TestRunner.open();
    await using server = await serveTest(heed.runner);
    const run = await heed.run(graph({ people: { kind: 'ask' } }));
    expect((await server.post('/trpc/access.createInvite', { role: 'labeler' })).status).toBe(400);
    const place = { run: run.id, node: 'people' };
    const made = await server.post('/trpc/access.createInvite', { role: 'labeler', ...place, hours: 1e-9 });
    expect(made.status).toBe(200);
    expect(await enter((await dataOf<{ url: string }>(made)).url)).toBe('');
  });
});

describe('a token', () => {
  it('is shown once, kept as a digest, holds to its role, tells its last use and can be revoked', async () => {
    await using heed = await TestRunner.open();
    await using server = await serveTest(heed.runner);
    const made = await server.post('/trpc/access.createToken', { name: 'laptop', role: 'designer' });
    const { id, token } = await dataOf<{ id: string; token: string }>(made);
    const rows = heed.runner.database.prepare('SELECT * FROM tokens').all();
    expect(JSON.stringify(rows)).not.toContain(token);
    expect((await server.post('/trpc/graphs.create', { graph: diamond() }, bearer(token))).status).toBe(200);
    expect((await server.get('/trpc/access.list', bearer(token))).status).toBe(403);
    const { tokens } = heed.runner.access.list();
    expect(tokens).toMatchObject([{ id, name: 'laptop', seenAt: expect.any(Number), source: '127.0.0.1' }]);
    await server.post('/trpc/access.revoke', { id });
    expect((await server.get('/trpc/graphs.list', bearer(token))).status).toBe(401);
  });

  it('that is wrong is refused, and after many of them from an address so is everything but a session', async () => {
    await using heed = await TestRunner.open();
    await using server = await serveTest(heed.runner);
    const { token } = heed.runner.access.createToken({ name: 'good', role: 'viewer' }, 'test');
    for (let tries = 0; tries < 30; tries++)
      expect((await server.get('/trpc/graphs.list', bearer(`guess-${tries}`))).status).toBe(401);
    const late = await server.get('/trpc/graphs.list', bearer(token));
    expect([late.status, Number(late.headers.get('retry-after')) > 0]).toEqual([429, true]);
    expect((await server.get('/?token=guess', {})).status).toBe(429);
    expect((await server.get('/trpc/graphs.list')).status).toBe(200);
    const refused = heed.runner.access.audit.page({ limit: 1000 }).map(({ action }) => action);
    expect(refused.filter((action) => action === 'access.refused-token')).toHaveLength(30);
  });

  it('may be tried again after a minute', () => {
    let now = 0;
    const wrong = new WrongAttempts(2, 60_000, () => now);
    for (const source of ['a', 'a', 'b']) wrong.note(source);
    expect([wrong.waitOf('a'), wrong.waitOf('b')]).toEqual([60, 0]);
    now = 60_000;
    expect(wrong.waitOf('a')).toBe(0);
  });
});

describe('a session', () => {
  it('is listed and ends by signing out or by an owner, its live streams with it', async () => {
    await using heed = await TestRunner.open();
    await using server = await serveTest(heed.runner);
    const id = heed.start(graph({ people: { kind: 'ask' } }));
    const { token } = heed.runner.access.createInvite({ role: 'viewer', label: 'Bo' }, 'test');
    const cookie = await enter(`${server.url}/?token=${token}`);
    const input = encodeURIComponent(JSON.stringify({ run: id }));
    const headers = { cookie, accept: 'text/event-stream' };
    const stream = await server.get(`/trpc/runs.events?input=${input}`, headers);
    const ended = stream.text().catch(() => 'cut');
    const bo = heed.runner.access.list().sessions.find(({ label }) => label === 'Bo');
    await server.post('/trpc/access.revoke', { id: bo?.id });
    expect(await ended).toBe('cut');
    expect((await server.get('/trpc/runs.list?input={}', { cookie })).status).toBe(401);
    expect((await server.post('/trpc/access.signOut', {})).status).toBe(200);
    expect((await server.get('/trpc/graphs.list')).status).toBe(401);
  });
});

describe('the audit log', () => {
  it('says who changed what and from where, without contents, and cannot be changed', async () => {
    await using heed = await TestRunner.open();
    await using server = await serveTest(heed.runner);
    const { token } = heed.runner.access.createToken({ name: 'laptop', role: 'designer' }, 'test');
    const saved = await server.post('/trpc/graphs.create', { graph: diamond() }, bearer(token));
    const { id } = await dataOf<{ id: string }>(saved);
    await server.post('/trpc/graphs.validate', { graph: diamond() });
    const made = await server.post('/trpc/access.createToken', { name: 'new', role: 'viewer' });
    const secret = (await dataOf<{ token: string }>(made)).token;
    const log = await dataOf<unknown[]>(await server.get('/trpc/access.log?input={}'));
    expect(log.slice(0, 2)).toMatchObject([
      { who: 'owner', action: 'access.createToken', target: { name: 'new', role: 'viewer' } },
      { who: 'laptop', role: 'designer', source: '127.0.0.1', action: 'graphs.create', target: { id } },
    ]);
    expect(log[1]).toMatchObject({ pipeline: { id, name: 'test', isDeleted: false } });
    expect(log[0]).not.toHaveProperty('pipeline');
    expect(log.at(-1)).toMatchObject({ action: 'access.enter' });
    expect(JSON.stringify(log)).not.toContain(secret);
    expect((await server.get('/trpc/access.log?input={}', bearer(token))).status).toBe(403);
    const sql = heed.runner.database;
    expect(() => sql.exec("UPDATE audit SET who = 'x'")).toThrow(/append-only/);
    expect(() => sql.exec('DELETE FROM audit')).toThrow(/append-only/);
  });
});

describe('the list of activity', () => {
  it('names the pipelines and the runs that were acted on, as they are now', async () => {
    await using heed = await TestRunner.open();
    await using server = await serveTest(heed.runner);
    const run = await heed.run(diamond());
    await server.post('/trpc/runs.remove', { id: run.id });
    await server.post('/trpc/graphs.remove', { id: run.view.graphId });
    const log = await dataOf<unknown[]>(await server.get('/trpc/access.log?input={}'));
    const pipeline = { id: run.view.graphId, name: 'test', isDeleted: true };
    expect(log.slice(0, 2)).toMatchObject([
      { action: 'graphs.remove', pipeline },
      { action: 'runs.remove', pipeline, run: { id: run.id, isDeleted: true } },
    ]);
  });
});

describe("the editor of another runner's page", () => {
  const editor = 'http://127.0.0.1:9999';

  it('may call with a token where its origin was named, never with a cookie', async () => {
    await using heed = await TestRunner.open();
    await using server = await serveTest(heed.runner, undefined, { editors: [editor], runners: [editor] });
    const { token } = heed.runner.access.createToken({ name: 'switch', role: 'designer' }, 'test');
    const from = { origin: editor, 'sec-fetch-site': 'cross-site' };
    const preflight = { ...from, 'access-control-request-method': 'GET' };
    const asked = await fetch(`${server.url}/trpc/graphs.list`, { method: 'OPTIONS', headers: preflight });
    expect([asked.status, asked.headers.get('access-control-allow-origin')]).toEqual([204, editor]);
    const answer = await server.get('/trpc/system.info', { ...from, ...bearer(token) });
    expect([answer.status, answer.headers.get('access-control-allow-origin')]).toEqual([200, editor]);
    expect(await dataOf(answer)).toMatchObject({ name: expect.any(String), otherRunners: [editor] });
    expect(answer.headers.get('access-control-allow-credentials')).toBeNull();
    expect((await server.get('/trpc/graphs.list', { ...from, cookie: server.cookie })).status).toBe(403);
    const stranger = { ...from, ...bearer(token), origin: 'http://127.0.0.1:9998' };
    expect((await server.get('/trpc/graphs.list', stranger)).status).toBe(403);
  });
});
