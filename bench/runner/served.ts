import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const entry = join(import.meta.dirname, '../../apps/runner/src/cli/heed.ts');

/** A runner that serves in a process of its own, on a data folder that goes with it. */
export interface Served extends AsyncDisposable {
  url: string;
  /** The cookie of an owner. */
  cookie: string;
  /** Where it runs; its data lie in `data`. */
  folder: string;
  /** A link for labelers to one batch, once its node asks. */
  invite(run: string, node: string): Promise<string>;
}

/** Starts `heed serve` with node kinds from a folder. */
export async function serveInProcess(kinds: string): Promise<Served> {
  const folder = mkdtempSync(join(tmpdir(), 'heed-bench-'));
  const args = ['serve', '--port', '0', '--data', 'data', '--kinds', kinds, '--log-level', 'error'];
  const child = spawn(process.execPath, [entry, ...args], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  for await (const chunk of child.stdout) {
    said += String(chunk);
    if (/come in: http\S+\n/.test(said)) break;
  }
  const [, link = ''] = /come in: (http\S+)/.exec(said) ?? [];
  const url = new URL(link || 'http://127.0.0.1:9').origin;
  const cookie = await enter(link);
  const served: Served = {
    url,
    cookie,
    folder,
    async invite(run, node) {
      for (;;) {
        const made = await call<{ url: string }>(
          served,
          'access.invite',
          { run, node },
          { method: 'POST' },
        ).catch(() => undefined);
        if (made) return made.url;
        await pause(50);
      }
    },
    async [Symbol.asyncDispose]() {
      child.kill('SIGTERM');
      await once(child, 'exit');
      rmSync(folder, { recursive: true, force: true });
    },
  };
  return served;
}

/** Exchanges a link for a session's cookie. */
export async function enter(link: string): Promise<string> {
  const answer = await fetch(link, { redirect: 'manual' });
  return answer.headers.getSetCookie()[0]?.split(';')[0] ?? '';
}

/** Calls a procedure of the API. Throws for any answer but a good one. */
export async function call<Data>(
  { url, cookie: owner }: Served,
  path: string,
  input: unknown,
  { cookie = owner, method = 'GET' }: { cookie?: string; method?: 'GET' | 'POST' } = {},
): Promise<Data> {
  const json = JSON.stringify(input);
  const query = method === 'GET' ? `?input=${encodeURIComponent(json)}` : '';
  const body = method === 'POST' ? json : undefined;
  const headers = { cookie, 'content-type': 'application/json' };
  const answer = await fetch(`${url}/trpc/${path}${query}`, { method, headers, body });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${text}`);
  return (JSON.parse(text) as { result: { data: Data } }).result.data;
}

/** Memory of the runner's process, as it says itself. */
export async function residentBytes({ url, cookie }: Served): Promise<number> {
  const text = await (await fetch(`${url}/metrics`, { headers: { cookie } })).text();
  return Number(/^heed_memory_bytes\{kind="resident"\} (\d+)/m.exec(text)?.[1] ?? 0);
}
