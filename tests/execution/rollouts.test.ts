import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { rolloutRow } from '@heed/nodes/shared/rollouts/rollout-log.ts';
import { writeTable } from '@heed/tables';
import { expect, it } from 'vitest';
import { CheckpointFolder } from '../../apps/runner/src/worker/checkpoints.ts';
import { Outbox } from '../../apps/runner/src/worker/outbox.ts';
import { graph } from './graphs.ts';
import { TestRunner } from './harness.ts';

const answer = (update: number) => ({
  ...{ promptId: 'p', prompt: '天气怎么样？', language: 'zh', completionId: `${update}:0` },
  ...{ completion: `answer ${update}`, logProb: -1, tokens: 2, finished: true },
  ...{ update, score: update, klDivergence: 0, advantage: 0 },
});

it('rollouts of the step just done can be read while the node works, each once, beside those of its checkpoint', async () => {
  await using heed = await TestRunner.open();
  const { runs, artifacts } = heed.runner.services;
  const run = heed.start(graph({ a: { kind: 'stuck' } }));
  await heed.untilNode(run, 'a', 'starting');
  const key = heed.runner.database.prepare('SELECT cache_key FROM attempts').pluck().get() as string;
  const folder = join(heed.folder, 'data/checkpoints', key);
  mkdirSync(folder, { recursive: true });
  const signal = new AbortController().signal;
  const node = new CheckpointFolder({ folder, everyMs: 0, outbox: new Outbox(() => {}), signal });
  const write =
    (...updates: number[]) =>
    async (directory: string) =>
      void (await writeTable(join(directory, 'rollouts.parquet'), rolloutRow, updates.map(answer)));
  const read = async () => {
    const { rows, steps } = await artifacts.rollouts({
      run,
      node: 'a',
      offset: 0,
      limit: 10,
      sort: 'update',
    });
    return [rows.map(({ completion }) => completion), steps];
  };
  expect(await read()).toEqual([[], undefined]);
  await node.show(write(1));
  expect(await read()).toEqual([['answer 1'], { first: 1, last: 1 }]);
  await node.save(write(1, 2));
  expect(await read()).toEqual([['answer 1', 'answer 2'], { first: 1, last: 2 }]);
  const another = new CheckpointFolder({ folder, everyMs: 0, outbox: new Outbox(() => {}), signal });
  await another.show(write(3));
  expect(await read()).toEqual([['answer 1', 'answer 2', 'answer 3'], { first: 1, last: 3 }]);
  await another.show(write(3, 4));
  expect((await read())[1], 'right after showing, a node goes on with its work').toEqual({
    first: 1,
    last: 3,
  });
  runs.cancel(run);
});
