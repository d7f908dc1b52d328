import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type CompletionRow,
  completionRow,
  type InputArtifact,
  judgementRow,
  TABLE_FILE,
} from '@heed/schema';
import { readTable } from '@heed/tables';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { run as label } from '../human-labeling/run.ts';
import humanLabeling from '../human-labeling/spec.ts';
import { TestCheckpoints } from '../testing/checkpoints.ts';
import { runNode, type TestOptions, tableArtifact, testContext } from '../testing/index.ts';
import { run } from './run.ts';
import spec from './spec.ts';

let asked = 0;
/** A model that likes long answers, and gives as many points as an answer has letters. */
const server = createServer(async (request, response) => {
  asked++;
  const pieces: Buffer[] = [];
  for await (const piece of request as AsyncIterable<Buffer>) pieces.push(piece);
  const { messages } = JSON.parse(Buffer.concat(pieces).toString('utf8'));
  const lengths = [...messages[1].content.matchAll(/Answer [A-Z]: "(.*)"/g)].map(([, text]) => text.length);
  const longest = lengths.indexOf(Math.max(...lengths));
  const content = JSON.stringify({ better: 'AB'[longest], rating: Math.min(5, lengths[0] ?? 1) });
  response.end(JSON.stringify({ choices: [{ message: { content } }] }));
});
beforeAll(() => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)));
afterAll(() => void server.close());

const rows: CompletionRow[] = ['p0', 'p1', 'p2'].flatMap((promptId) =>
  ['a', 'aaaa'].map((completion) => ({
    ...{ promptId, prompt: `prompt ${promptId}`, language: 'en', completionId: promptId + completion },
    ...{ completion, logProb: -1, tokens: 1, finished: true },
  })),
);

async function judged(options: TestOptions<typeof humanLabeling> = {}) {
  await using maker = await testContext(spec, { config: { endpoint: 'local', model: 'long-lover' } });
  const { judge } = (await runNode(spec, run, maker)).outputs;
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const inputs = { judge: judge as InputArtifact };
  await using labeling = await testContext(humanLabeling, {
    ...{ inputs, endpoints: [{ name: 'local', url }], ...options },
  });
  const completions = await tableArtifact(join(labeling.folder, 'in'), 'completions', completionRow, rows);
  labeling.context.inputs = { ...labeling.context.inputs, completions: [completions] };
  const { outputs } = await runNode(humanLabeling, label, labeling);
  return await readTable(join(outputs.judgements?.directory ?? '', TABLE_FILE), judgementRow);
}

test('judges pairs under the name of its model', async () => {
  const judgements = await judged();
  expect(judgements.map(({ labeler, labelerKind, chosenId }) => [labeler, labelerKind, chosenId])).toEqual(
    expect.arrayContaining(['p0', 'p1', 'p2'].map((prompt) => ['long-lover', 'judge', `${prompt}aaaa`])),
  );
});

test('gives ratings', async () => {
  const judgements = await judged({ config: { form: 'rating' } });
  expect(judgements.map(({ value }) => JSON.parse(value).rating).sort()).toEqual([1, 1, 1, 4, 4, 4]);
});

test('is asked once, also when the node begins again after people are done', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'heed-judge-'));
  const checkpoint = new TestCheckpoints(folder);
  const config = { judgeRole: 'beside' } as const;
  const beside = { config, checkpoint };
  const waits = () => {
    throw new Error('wait for people');
  };
  await expect(judged({ ...beside, ask: waits })).rejects.toThrow('wait for people');
  asked = 0;
  const judgements = await judged({ ...beside, ask: ({ judgements: said }) => said });
  expect([asked, judgements.length]).toEqual([0, 3]);
  await rm(folder, { recursive: true });
});

test('says what to do where the runner knows no such endpoint', async () => {
  await expect(judged({ endpoints: [] })).rejects.toThrow(
    'There is no endpoint "local" on this runner; an owner adds it under Settings, or with: heed endpoints add local URL',
  );
});
