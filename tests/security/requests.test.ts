import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { addressesOf, refuse } from '../../apps/runner/src/access/same-site.ts';
import { appRouter } from '../../apps/runner/src/api/router.ts';
import { diamond, graph } from '../execution/graphs.ts';
import { TestRunner } from '../execution/harness.ts';
import { enter, serveTest } from '../execution/server.ts';
import { rawRequest } from './raw-request.ts';

type Procedure = { _def: { type: 'query' | 'mutation' | 'subscription' } };

/** Every procedure by its method, and the paths beside the API. */
const routes: readonly (readonly [string, string])[] = [
  ...Object.entries(appRouter._def.procedures).flatMap(([path, procedure]) => {
    const { type } = (procedure as unknown as Procedure)._def;
    const own = [type === 'mutation' ? 'POST' : 'GET', `/trpc/${path}`] as const;
    return [own, ['OPTIONS', `/trpc/${path}`] as const];
  }),
  ['GET', '/'],
  ['GET', '/metrics'],
  ['POST', '/uploads?name=x'],
  ['GET', '/artifacts/x/files/y'],
  ['HEAD', '/artifacts/x/files/y'],
  ['DELETE', '/trpc/runs.list'],
];

describe('requests from elsewhere', () => {
  it('are refused on every path of the API and beside it, by host, by origin and by site', async () => {
    await using heed = await TestRunner.open();
    await using server = await serveTest(heed.runner);
    const { host } = new URL(server.url);
    const foreign = [
      ...['evil.example', `evil.example:${host.split(':')[1]}`, '127.0.0.1', '127.0.0.1:1'].map((name) => ({
        host: name,
      })),
      ...['http://evil.example', 'null', 'http://127.0.0.1:1', `https://${host}`].map((origin) => ({
        origin,
      })),
      ...['cross-site', 'same-site'].map((site) => ({ 'sec-fetch-site': site })),
    ];
    for (const [method, path] of routes) {
      for (const headers of foreign) {
        const sent = { host, cookie: server.cookie, ...headers };
        const { status } = await rawRequest(server.url, path, sent, method);
        expect([method, path, headers, status]).toEqual([method, path, headers, 403]);
      }
      const own = { host, cookie: server.cookie, origin: server.url, 'sec-fetch-site': 'same-origin' };
      if (method === 'GET' && !path.includes('events'))
        expect((await rawRequest(server.url, path, own, method)).status).not.toBe(403);
    }
    expect(heed.runner.access.list().sessions).toHaveLength(1);
  });

  it('may open a page of the editor by a link, but nothing else', () => {
    const addresses = addressesOf({ host: '127.0.0.1', port: 4330 });
    const visit = {
      method: 'GET',
      host: 'localhost:4330',
      origin: undefined,
      site: 'cross-site',
      mode: 'navigate',
    };
    expect(refuse({ ...visit, api: false }, addresses)).toBeUndefined();
    expect(refuse({ ...visit, api: true }, addresses)).toMatch(/other sites/);
    expect(refuse({ ...visit, mode: 'no-cors', api: false }, addresses)).toMatch(/other sites/);
  });

  it('are allowed from the origin of a proxy that was named', () => {
    const addresses = addressesOf({ host: '127.0.0.1', port: 4330, origins: ['https://heed.example'] });
    const proxied = { method: 'POST', host: 'heed.example', origin: 'https://heed.example', api: true };
    expect(refuse({ ...proxied, site: 'same-origin', mode: 'cors' }, addresses)).toBeUndefined();
  });
});

describe('the link that lets the owner in', () => {
  it('works once, leads to a URL without the token, and sets a cookie that pages cannot read', async () => {
    await using heed = await TestRunner.open();
    await using server = await serveTest(heed.runner);
    const link = `/label/r/n?token=${heed.runner.access.ownerToken()}&x=1`;
    const first = await server.get(link, {});
    expect([first.status, first.headers.get('location')]).toEqual([303, '/label/r/n?x=1']);
    const cookie = first.headers.getSetCookie()[0] ?? '';
    for (const flag of ['HttpOnly', 'SameSite=Strict', 'Path=/']) expect(cookie).toContain(flag);
    const second = await server.get(link, {});
    expect([second.status, second.headers.getSetCookie()]).toEqual([403, []]);
    expect((await server.get('/?token=guess', {})).status).toBe(403);
    expect((await server.get('/trpc/graphs.list?token=guess', {})).status).toBe(401);
  });

  it('is not stored: the database holds digests only', async () => {
    await using heed = await TestRunner.open();
    const token = heed.runner.access.ownerToken();
    const rows = heed.runner.database.prepare('SELECT * FROM invites').all();
    expect(JSON.stringify(rows)).not.toContain(token);
  });
});

describe('what a request may reach', () => {
  it('is the files that a manifest lists, as attachments', async () => {
    await using heed = await TestRunner.open();
    await using server = await serveTest(heed.runner);
    const id = (await heed.run(diamond())).node('a').outputs.out;
    const good = await server.get(`/artifacts/${id}/files/text.txt`);
    expect(await good.text()).toMatch(/^a /);
    expect(good.headers.get('content-disposition')).toMatch(/^attachment/);
    expect(good.headers.get('x-content-type-options')).toBe('nosniff');
    const { host } = new URL(server.url);
    const paths = [
      `${id}/files/../../../heed.db`,
      `${id}/files/..%2f..%2f..%2fheed.db`,
      `${id}/files/%2fetc%2fpasswd`,
      `${id}/files/manifest.json`,
      `..%2f..%2fheed.db/files/x`,
      `${id}/files/text.txt%00`,
    ];
    for (const path of paths) {
      const answer = await rawRequest(server.url, `/artifacts/${path}`, { host, cookie: server.cookie });
      expect([path, answer.status]).toEqual([path, 404]);
    }
  });

  it('never leaves the folder of uploads', async () => {
    await using heed = await TestRunner.open();
    await using server = await serveTest(heed.runner);
    for (const name of ['..', '.', 'a/b', '..\\x', 'x\u0000', '', 'x'.repeat(201)]) {
      const answer = await server.post(`/uploads?name=${encodeURIComponent(name)}`, 'x');
      expect([name, answer.status]).toEqual([name, 400]);
    }
    const { path } = (await (await server.post('/uploads?name=天气.txt', '晴')).json()) as { path: string };
    expect(path).toMatch(/^upload:[0-9a-f]{64}\/天气\.txt$/);
    expect((await heed.run(graph({ a: { kind: 'emit', file: path } }))).text('a')).toMatch(/^"晴"/);
    const climbing = await heed.run(graph({ a: { kind: 'emit', file: 'upload:../../heed.db' } }));
    expect(climbing.view.error?.en).toContain('does not read as upload:');
  });

  it('is JSON only: forms of other sites cannot speak to the API', async () => {
    await using heed = await TestRunner.open();
    await using server = await serveTest(heed.runner);
    const { host } = new URL(server.url);
    for (const type of [
      'text/plain',
      'application/x-www-form-urlencoded',
      'multipart/form-data; boundary=x',
    ]) {
      const headers = { host, cookie: server.cookie, 'content-type': type };
      const body = JSON.stringify({ graph: diamond() });
      const answer = await rawRequest(server.url, '/trpc/graphs.create', headers, 'POST', body);
      expect([type, answer.status]).toEqual([type, 415]);
    }
    expect(heed.runner.services.graphs.list()).toEqual([]);
  });

  it('cannot touch what all objects inherit', async () => {
    await using heed = await TestRunner.open();
    await using server = await serveTest(heed.runner);
    const text = JSON.stringify({ graph: diamond() }).replace(
      '"config":{',
      '"config":{"__proto__":{"polluted":1},',
    );
    const { host } = new URL(server.url);
    const headers = { host, cookie: server.cookie, 'content-type': 'application/json' };
    await rawRequest(server.url, '/trpc/graphs.create', headers, 'POST', text);
    expect(({} as { polluted?: number }).polluted).toBeUndefined();
    const named = diamond();
    Object.assign(named.nodes[0] ?? {}, { id: '__proto__' });
    expect((await server.post('/trpc/graphs.create', { graph: named })).status).toBe(400);
  });
});

describe('the editor', () => {
  it('is served for every page under a policy that runs its own files only', async () => {
    await using heed = await TestRunner.open();
    const editor = join(heed.folder, 'editor');
    mkdirSync(editor);
    writeFileSync(join(editor, 'index.html'), '<!doctype html><title>Heed</title>');
    await using server = await serveTest(heed.runner, editor);
    for (const path of ['/', '/graphs/abc', '/label/r/n']) {
      const answer = await server.get(path);
      expect([path, answer.status, await answer.text()]).toEqual([
        path,
        200,
        expect.stringContaining('Heed'),
      ]);
      const policy = answer.headers.get('content-security-policy') ?? '';
      expect(policy).toContain("script-src 'self';");
      expect(policy).toContain("frame-ancestors 'none'");
    }
    expect((await server.get('/missing.js')).status).toBe(404);
    expect((await server.get('/../data/heed.db')).status).toBe(404);
  });

  it('says how to build it when it is not there', async () => {
    await using heed = await TestRunner.open();
    await using server = await serveTest(heed.runner, join(heed.folder, 'none'));
    const answer = await server.get('/');
    expect([answer.status, await answer.text()]).toEqual([503, expect.stringContaining('npm run build')]);
  });
});

describe("a node's process", () => {
  it('sees no secrets of the runner', async () => {
    process.env.HEED_TEST_SECRET = 'secret';
    await using heed = await TestRunner.open();
    const seen = (await heed.run(graph({ a: { kind: 'environment' } }))).text('a').split(' ');
    expect(seen).toContain('PATH');
    expect(seen.filter((name) => /SECRET|TOKEN|KEY/i.test(name))).toEqual([]);
  });

  it('never starts for opening or checking a graph', async () => {
    await using heed = await TestRunner.open();
    await using server = await serveTest(heed.runner);
    const wanted = graph({ a: { kind: 'crash', times: 0, counter: 'count' } });
    await server.post('/trpc/graphs.create', { graph: wanted });
    await server.post('/trpc/graphs.validate', { graph: wanted });
    expect(existsSync(join(heed.folder, 'count'))).toBe(false);
    expect(await enter(`${server.url}/?token=none`)).toBe('');
  });
});
