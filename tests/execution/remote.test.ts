import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readHolder } from '../../apps/runner/src/data-folder.ts';
import { type Command, heed, startHeed } from './command.ts';
import { graph } from './graphs.ts';
import { temporaryFolder } from './harness.ts';

/** A proxy on a port of its own that can drop every connection at once and take none for a while. */
class FlakyProxy implements AsyncDisposable {
  readonly #sockets = new Set<Socket>();
  readonly #server = createServer((socket) => this.#accept(socket));
  #isDown = false;
  target = 0;

  static async open(): Promise<FlakyProxy> {
    const proxy = new FlakyProxy();
    await new Promise<void>((resolve) => proxy.#server.listen(0, '127.0.0.1', resolve));
    return proxy;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  #accept(socket: Socket): void {
    if (this.#isDown) {
      socket.destroy();
      return;
    }
    const behind = connect(this.target, '127.0.0.1');
    for (const [one, other] of [
      [socket, behind],
      [behind, socket],
    ] as const) {
      this.#sockets.add(one);
      one.on('error', () => {});
      one.on('close', () => {
        this.#sockets.delete(one);
        other.destroy();
      });
      one.pipe(other);
    }
  }

  #drop(): void {
    for (const socket of this.#sockets) socket.destroy();
  }

  async outage(ms: number): Promise<void> {
    this.#isDown = true;
    this.#drop();
    await pause(ms);
    this.#isDown = false;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#drop();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}

/** A runner in a process and a data folder of its own, behind a proxy, and a folder from which it is called. */
class Remote {
  readonly folder = temporaryFolder();
  readonly here = join(this.folder.path, 'here');
  readonly there = join(this.folder.path, 'there');
  proxy!: FlakyProxy;
  server!: Command;
  token = '';

  async open(): Promise<void> {
    mkdirSync(this.here);
    const made = await heed(
      ['access', 'token', 'laptop', '--role', 'owner', '--data', 'there'],
      this.folder.path,
    );
    this.token = made.stdout.trim();
    this.proxy = await FlakyProxy.open();
    const options = ['--port', '0', '--data', 'there', '--origin', this.proxy.url, '--log', 'json'];
    this.server = startHeed(['serve', ...options], this.folder.path);
    while (!readHolder(this.there)?.url) await pause(20);
    this.proxy.target = Number(new URL(readHolder(this.there)?.url ?? '').port);
  }

  /** Arguments of a command that is to work there. */
  on(...args: string[]): string[] {
    return [...args, '--runner', this.proxy.url, '--token', this.token];
  }

  write(name: string, wanted: ReturnType<typeof graph>): void {
    writeFileSync(join(this.here, name), JSON.stringify(wanted));
  }

  async close(): Promise<void> {
    this.server.child.kill('SIGTERM');
    await this.server.end();
    await this.proxy[Symbol.asyncDispose]();
    this.folder[Symbol.dispose]();
  }
}

describe('a runner on another machine', () => {
  const remote = new Remote();
  beforeAll(() => remote.open());
  afterAll(() => remote.close());

  it('gets inputs once, by digest, and gives results back, checked and once', async () => {
    writeFileSync(join(remote.here, 'in.txt'), 'from this machine');
    remote.write('graph.json', graph({ a: { kind: 'emit', file: 'in.txt' } }));
    const args = remote.on('run', 'graph.json');
    const first = await heed([...args, '--output', 'results'], remote.here);
    expect([first.code, first.stderr]).toEqual([0, '']);
    expect(first.stdout).toContain('Uploaded 17 bytes of inputs');
    expect(readFileSync(join(remote.here, 'results/a.out/text.txt'), 'utf8')).toContain('from this machine');
    const second = await heed([...args, '--fresh'], remote.here);
    expect([second.code, second.stdout]).toEqual([0, expect.not.stringContaining('Uploaded')]);
    const [fetched = ''] = readdirSync(join(remote.here, '.heed/fetched'));
    expect(second.stdout).toContain(join(remote.here, '.heed/fetched', fetched));
    expect(readdirSync(join(remote.here, '.heed/fetched', fetched))).toEqual(['text.txt']);
    const again = await heed([...args, '--output', 'results'], remote.here);
    expect([again.code, again.stderr]).toEqual([2, expect.stringContaining('is not empty')]);
  });

  it('goes on while the connection is cut; the command comes back and misses and repeats nothing', async () => {
    remote.write('long.json', graph({ a: { kind: 'slow', steps: 60 } }));
    await using command = startHeed(remote.on('run', 'long.json', '--json'), remote.here);
    await command.until(/"type":"progress"/);
    await remote.proxy.outage(600);
    const { code } = await command.end();
    expect(code).toBe(0);
    const lines = command.stderr.trim().split('\n');
    expect(lines).toEqual([expect.stringMatching(/^Lost the connection to .* runs go on there/)]);
    const events = command.json.filter(({ seq }) => seq !== undefined);
    const result = command.json.at(-1) as { run: string };
    const stored = await heed(remote.on('runs', 'follow', result.run, '--json'), remote.here);
    const all = stored.command.json.filter(({ seq }) => seq !== undefined);
    expect(events.map(({ seq }) => seq)).toEqual(all.map(({ seq }) => seq));
    expect(result).toMatchObject({ type: 'result', status: 'succeeded' });
    const logs = await heed(remote.on('runs', 'logs', result.run, 'a'), remote.here);
    expect(logs.stdout).toMatch(/ info {2}a: all steps done$/m);
  });

  it('keeps a run when the command ends by Ctrl-C, and cancels it when asked to', async () => {
    remote.write('endless.json', graph({ a: { kind: 'slow', steps: 5000 } }));
    await using command = startHeed(remote.on('run', 'endless.json', '--json'), remote.here);
    await command.until(/"type":"progress"/);
    command.child.kill('SIGINT');
    expect((await command.end()).code).toBe(130);
    const left = command.json.at(-1) as { type: string; run: string };
    expect(left).toMatchObject({ type: 'detached', runner: remote.proxy.url });
    const list = await heed(remote.on('runs', 'list', '--json'), remote.here);
    expect(list.command.json[0]).toMatchObject({ id: left.run, state: 'running' });
    expect((await heed(remote.on('runs', 'cancel', left.run), remote.here)).code).toBe(0);
    const ended = await heed(remote.on('runs', 'follow', left.run, '--json'), remote.here);
    expect(ended.command.json.at(-1)).toMatchObject({ status: 'cancelled' });
  });

  it('says who may come in', async () => {
    const wrong = await heed(['runs', 'list', '--runner', remote.proxy.url, '--token', 'wrong'], remote.here);
    expect([wrong.code, wrong.stderr]).toEqual([2, expect.stringContaining('asks who you are')]);
    const listed = await heed(remote.on('access', 'list', '--json'), remote.here);
    expect(listed.command.json[0]).toMatchObject({ tokens: [{ name: 'laptop', role: 'owner' }] });
    const link = await heed(['access', 'link', '--data', remote.there], remote.here);
    const [, url = ''] = /: (http:\S+)/.exec(link.stdout) ?? [];
    expect((await fetch(url, { redirect: 'manual' })).status).toBe(303);
    expect(remote.server.stderr).toContain('"message":"serving"');
    expect(remote.server.stderr + remote.server.stdout).not.toContain(remote.token);
  });
});

describe('an address that other machines can reach', () => {
  it('is refused before a token exists, with the command that makes one', async () => {
    using folder = temporaryFolder();
    const { code, stderr } = await heed(['serve', '--host', '0.0.0.0', '--port', '0'], folder.path);
    expect([code, stderr]).toEqual([2, expect.stringMatching(/heed access token NAME --role owner/)]);
  });
});

describe('the data folder alone', () => {
  it('makes links, invites and tokens while nothing serves it', async () => {
    using folder = temporaryFolder();
    const link = await heed(['access', 'link'], folder.path);
    expect([link.code, link.stdout]).toEqual([
      0,
      expect.stringMatching(/http:\/\/127\.0\.0\.1:4330\/\?token=/),
    ]);
    const invite = await heed(
      ['access', 'invite', '--role', 'viewer', '--label', 'Bo', '--json'],
      folder.path,
    );
    const { id } = invite.command.json[0] as { id: string };
    expect((await heed(['access', 'invite', '--role', 'labeler'], folder.path)).stderr).toMatch(
      /--batch RUN/,
    );
    expect((await heed(['access', 'list'], folder.path)).stdout).toMatch(/invite\s+│ viewer\s+│ Bo/);
    const revoked = await heed(['access', 'revoke', id], folder.path);
    expect(revoked.stdout).toContain(`The invite ${id}`);
    expect((await heed(['access', 'revoke', id], folder.path)).code).toBe(2);
    const log = await heed(['access', 'log'], folder.path);
    expect(log.stdout.trim().split('\n').at(-1)).toMatch(
      /command line \(owner\) from this machine {2}access.revoke/,
    );
  });
});
