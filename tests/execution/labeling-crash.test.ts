import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { setImmediate as breath } from 'node:timers/promises';
import { pairAnswer } from '@heed/labeling/testing.ts';
import type { LabelingRequest } from '@heed/schema';
import { describe, expect, it } from 'vitest';
import { readHolder } from '../../apps/runner/src/data-folder.ts';
import { openDatabase } from '../../apps/runner/src/db/open.ts';
import { EventLog } from '../../apps/runner/src/events/log.ts';
import { Labeling } from '../../apps/runner/src/labeling/labeling.ts';
import { startHeed } from './command.ts';
import { graph } from './graphs.ts';
import { TestRunner, temporaryFolder } from './harness.ts';
import { enter, serveTest } from './server.ts';

const PAIRS = 60;
const PEOPLE = 6;
/** Acknowledged answers after which the runner is killed. */
const ENOUGH = 45;

interface Work {
  tasks: { taskId: string }[];
  done: number;
  total: number;
}

/** A browser that labels by HTTP, at whatever runner there is. */
class Browser {
  readonly name: string;
  /** The secret in its cookie. */
  readonly secret: string;
  readonly acknowledged: string[] = [];

  constructor(name: string, cookie: string) {
    this.name = name;
    this.secret = cookie.slice(cookie.indexOf('=') + 1);
  }

  async call(url: string, run: string, procedure: string, input: object): Promise<Work> {
    const cookie = `heed_${new URL(url).port}=${this.secret}`;
    const answer = await fetch(`${url}/trpc/labeling.${procedure}`, {
      method: 'POST',
      headers: { cookie, 'content-type': 'application/json' },
      body: JSON.stringify({ run, node: 'people', labeler: this.name, ahead: 2, ...input }),
    });
    const { result } = (await answer.json()) as { result: { data: Work } };
    return result.data;
  }

  /** Answers until there is nothing left or the runner is gone. */
  async label(url: string, run: string, onAnswer: () => void): Promise<void> {
    let work = await this.call(url, run, 'work', {});
    while (work.done < work.total) {
      const [task] = work.tasks;
      const idempotencyKey = randomUUID();
      const answer = { taskId: task?.taskId ?? '', ...pairAnswer('first'), timeMs: 800, idempotencyKey };
      work = task
        ? await this.call(url, run, 'answer', { answer })
        : await this.call(url, run, 'work', { active: true });
      if (task) this.acknowledged.push(idempotencyKey);
      onAnswer();
    }
  }
}

const count = (heed: TestRunner, sql: string) => heed.runner.database.prepare(sql).pluck().get() as number;

describe('kill -9 in the middle of labeling', () => {
  it('keeps every acknowledged answer once, leaves leases as they were, and the run goes on at its quorum', async () => {
    using folder = temporaryFolder();
    await using first = startHeed(['serve', '--port', '0', '--data', 'data'], folder.path);
    const [, link = ''] = await first.until(/come in: (\S+)/);
    const url = new URL(link).origin;
    const data = join(folder.path, 'data');
    const authorization = `Bearer ${readHolder(data)?.token}`;
    const post = async (path: string, body: unknown) => {
      const headers = { authorization, 'content-type': 'application/json' };
      const answer = await fetch(`${url}/trpc/${path}`, {
        method: 'POST',
        headers,
        body: JSON.stringify(body),
      });
      return (await answer.json()) as { result?: { data: { id: string; url: string } } };
    };
    const asking = graph({ people: { kind: 'ask', pairs: PAIRS, overlap: 2, repeatRate: 0 } });
    const started = await post('runs.start', { graph: asking, idempotencyKey: randomUUID() });
    const run = started.result?.data.id ?? '';
    let invite: string | undefined;
    while (!invite) invite = (await post('access.invite', { run, node: 'people' })).result?.data.url;
    const cookies = await Promise.all(Array.from({ length: PEOPLE }, () => enter(invite)));
    const people = cookies.map((cookie, number) => new Browser(`person ${number}`, cookie));
    const all = () => people.flatMap(({ acknowledged }) => acknowledged);
    const labeling = people.map((one) =>
      one.label(url, run, () => all().length >= ENOUGH && first.child.kill('SIGKILL')),
    );
    await Promise.allSettled(labeling);
    await first.end();
    const acknowledged = all();
    expect(acknowledged.length).toBeGreaterThanOrEqual(ENOUGH);

    await using second = await TestRunner.open({ dataFolder: data });
    const stored = second.runner.database.prepare('SELECT idempotency_key FROM judgements').pluck().all();
    expect(new Set(stored).size).toBe(stored.length);
    expect(stored).toEqual(expect.arrayContaining(acknowledged));
    expect(stored.length - acknowledged.length).toBeLessThanOrEqual(PEOPLE);
    const quorum = second.runner.labeling.quorum({ run, node: 'people' });
    expect(quorum).toEqual({ done: stored.length, total: 2 * PAIRS });
    const tooMany = `SELECT count(*) FROM tasks WHERE answered + (SELECT count(*) FROM leases
      WHERE (leases.label_set, task) = (tasks.label_set, tasks.id) AND takes_slot = 1) > 2`;
    expect(count(second, tooMany)).toBe(0);

    const before = second.record(run).events.at(-1)?.seq;
    await using server = await serveTest(second.runner);
    await Promise.all(people.map((one) => one.label(server.url, run, () => {})));
    expect((await second.rest(run, before)).state).toBe('succeeded');
    expect(count(second, 'SELECT count(*) FROM judgements WHERE counted = 1')).toBe(2 * PAIRS);
    const twice =
      'SELECT count(*) FROM (SELECT 1 FROM judgements GROUP BY labeler, task HAVING count(*) > 1)';
    expect(count(second, twice)).toBe(0);
  });

  it('in the middle of writing a large batch leaves nothing to be seen, and the next runner writes it whole', async () => {
    using folder = temporaryFolder();
    const place = { run: 'r', node: 'people' };
    const open = () => {
      const db = openDatabase(join(folder.path, 'x.db'));
      const around = { db, log: new EventLog(db), isWaiting: () => true, onComplete: () => {} };
      return { db, labeling: new Labeling(around) };
    };
    const candidates = ['a', 'b'].map((id) => ({ id, text: id, model: null }));
    const request: LabelingRequest = {
      ...{ form: 'pairwise', formVersion: 1, settings: {}, guidelines: '', labelSet: '', overlap: 2 },
      ...{ question: { en: 'Which?', zh: 'Which?' }, judgements: [], queue: { choose: 'informative' } },
      tasks: Array.from({ length: 950 }, (_, index) => ({
        ...{
          taskId: `t${index}`,
          promptId: `p${index}`,
          prompt: `Prompt ${index}`,
          language: 'en',
          candidates,
        },
      })),
    };
    const first = open();
    first.db.$client.exec(`
      INSERT INTO graphs (id, name, revision, created_at, updated_at) VALUES ('g', 'g', 1, 0, 0);
      INSERT INTO runs (id, graph, snapshot, state, fresh, idempotency_key, request, created_at)
        VALUES ('r', 'g', '{}', 'running', 0, 'k', '', 0)`);
    const asked = first.labeling.ask(place, request).catch((error: Error) => error.message);
    const written = first.db.$client.prepare('SELECT count(*) FROM asked_tasks').pluck();
    while ((written.get() as number) < 400) await breath();
    expect(first.labeling.quorum(place)).toBeUndefined();
    first.db.$client.close();
    expect(await asked).toMatch(/not open/);

    const second = open();
    expect(second.labeling.quorum(place)).toBeUndefined();
    expect(() => second.labeling.open(place)).toThrow(/no labeling batch/);
    await second.labeling.ask(place, request);
    expect(second.labeling.quorum(place)).toEqual({ done: 0, total: 1900 });
    expect(second.labeling.rounds(place).rounds).toMatchObject([{ n: 1, tasks: 950, overlap: 2 }]);
    second.labeling.close();
    second.db.$client.close();
  });
});
