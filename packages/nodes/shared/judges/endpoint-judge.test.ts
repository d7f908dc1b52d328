import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { type InputArtifact, type LabelingTask, NodeError, text } from '@heed/schema';
import { afterEach, describe, expect, test } from 'vitest';
import { type ChatOptions, chat } from './chat-client.ts';
import { endpointJudge } from './endpoint-judge.ts';
import type { Asked } from './judge.ts';
import { sentMedia } from './sent-media.ts';

interface Request {
  authorization: string | undefined;
  body: { model: string; messages: { role: string; content: string }[]; response_format?: { type: string } };
}
type Answer = (response: ServerResponse, request: Request, place: number) => void;

const open: AsyncDisposable[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) await one[Symbol.asyncDispose]();
});

/** A server that speaks the protocol; what it does to each request is scripted. */
async function serve(answer: Answer) {
  const requests: Request[] = [];
  const server = createServer(async (message: IncomingMessage, response) => {
    const pieces: Buffer[] = [];
    for await (const piece of message as AsyncIterable<Buffer>) pieces.push(piece);
    const body = JSON.parse(Buffer.concat(pieces).toString('utf8'));
    const request = { authorization: message.headers.authorization, body };
    requests.push(request);
    answer(response, request, requests.length - 1);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  open.push({
    [Symbol.asyncDispose]: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
  return { requests, endpoint: { name: 'local', url, key: 'sk-very-secret' } };
}

function reply(response: ServerResponse, content: string): void {
  response.setHeader('content-type', 'application/json');
  response.end(JSON.stringify({ choices: [{ message: { content } }], usage: { total_tokens: 7 } }));
}

const options = (changes: Partial<ChatOptions> = {}): ChatOptions => ({
  model: 'm',
  timeoutMs: 5000,
  signal: new AbortController().signal,
  firstWaitMs: 1,
  ...changes,
});
const ask = (endpoint: Parameters<typeof chat>[0], changes?: Partial<ChatOptions>) =>
  chat(endpoint, [{ role: 'user', content: 'Hi' }], {}, options(changes));

test('sends the key, the model and temperature 0, and reads the reply', async () => {
  const { endpoint, requests } = await serve((response) => reply(response, 'ok'));
  expect(await ask(endpoint)).toEqual({ content: 'ok', tokens: 7 });
  expect(requests).toMatchObject([
    {
      authorization: 'Bearer sk-very-secret',
      body: { model: 'm', temperature: 0, response_format: { type: 'json_schema' } },
    },
  ]);
});

test('tries again after what may pass: limits, errors, cut connections, replies that are none', async () => {
  const failures: Answer[] = [
    (response) => response.writeHead(429, { 'retry-after': '0' }).end(),
    (response) => response.writeHead(503).end(),
    (response) => response.destroy(),
    (response) => void response.writeHead(200, { 'content-length': '100' }).write('{"cho'),
    (response) => response.end('{"choices": []}'),
  ];
  const { endpoint, requests } = await serve((response, request, place) => {
    const failure = failures[place];
    if (failure) failure(response, request, place);
    else reply(response, 'at last');
    if (place === 3) setTimeout(() => response.destroy(), 5);
  });
  const reasons: string[] = [];
  const found = await ask(endpoint, { onRetry: (reason) => reasons.push(reason) });
  expect(found.content).toBe('at last');
  expect(requests).toHaveLength(6);
  expect(reasons.slice(0, 2)).toEqual(['status 429', 'status 503']);
  expect(reasons[4]).toBe('a reply that is no chat completion');
});

test('asks without a schema where the endpoint knows none', async () => {
  const { endpoint, requests } = await serve((response, { body }) =>
    body.response_format
      ? response.writeHead(400).end('{"error": {"message": "no"}}')
      : reply(response, 'ok'),
  );
  expect((await ask(endpoint)).content).toBe('ok');
  expect(requests.map(({ body }) => body.response_format?.type)).toEqual([
    'json_schema',
    'json_object',
    undefined,
  ]);
});

test.each([
  [401, 'an owner can set its key anew'],
  [404, 'check the name of the model and the address'],
  [302, 'check the name of the model and the address'],
])('stops at once at status %d, without the key in the sentence', async (status, hint) => {
  const { endpoint, requests } = await serve((response) =>
    response
      .writeHead(status, { location: 'http://127.0.0.1:9/' })
      .end(JSON.stringify({ error: { message: 'Bad key sk-very-secret' } })),
  );
  const error = (await ask(endpoint).catch((thrown: unknown) => thrown)) as NodeError;
  expect(error).toBeInstanceOf(NodeError);
  expect(error.message).toBe(
    `The endpoint "local" refused the request with status ${status}: Bad key …; ${hint}.`,
  );
  expect(requests).toHaveLength(1);
});

test('gives up after six tries, and at once when it is cancelled', async () => {
  const { endpoint, requests } = await serve((response) => response.writeHead(500).end());
  await expect(ask(endpoint)).rejects.toThrow(
    'The endpoint "local" gave no usable reply in 6 tries, the last one ended with: status 500',
  );
  expect(requests).toHaveLength(6);
  const hanging = await serve(() => {});
  const stop = new AbortController();
  const asking = ask(hanging.endpoint, { signal: stop.signal });
  setTimeout(() => stop.abort(), 20);
  await expect(asking).rejects.toThrow('aborted');
  await expect(ask(hanging.endpoint, { timeoutMs: 20 })).rejects.toThrow('no reply within 0.02 s');
});

test('a reply that never ends is cut', async () => {
  const { endpoint } = await serve((response) => {
    const timer = setInterval(() => response.write('x'.repeat(300_000)), 1);
    response.on('close', () => clearInterval(timer));
  });
  await expect(ask(endpoint)).rejects.toThrow('a reply over 1 MB');
});

const asked: Asked = {
  form: 'pairwise',
  title: text('Pairwise choice', '成对选择'),
  settings: {},
  question: text('Which is better?', '哪个更好？'),
  guidelines: 'Be kind.',
};
const settings = {
  ...{ name: 'judge', endpoint: 'local', model: 'm', bothOrders: true },
  ...{ concurrency: 3, requestsPerMinute: 0, timeoutSeconds: 5, media: 'none' as const },
};
const task = (place: number): LabelingTask => ({
  ...{ taskId: `t${place}`, promptId: `p${place}`, prompt: `prompt ${place}`, language: 'en' },
  candidates: ['good', 'bad'].map((id) => ({ id: `${id}${place}`, text: `${id} ${place}`, model: null })),
});
const tasks = (count: number) => Array.from({ length: count }, (_, place) => task(place));
const answering = { signal: new AbortController().signal, minimumMargin: 0, log: () => {} };
const isFirst = ({ body }: Request, word: string) =>
  (body.messages[1]?.content ?? '').indexOf(`"${word}`) <
  (body.messages[1]?.content ?? '').lastIndexOf('Answer B');

test('a pair is asked both ways round: the same answer stands, contradictions are a tie', async () => {
  const { endpoint, requests } = await serve((response, request) => {
    const prompt = /prompt (\d)/.exec(request.body.messages[1]?.content ?? '')?.[1];
    const good = isFirst(request, 'good') ? 'A' : 'B';
    // of prompt 1 the model always takes what stands first
    reply(response, `Well: {"better": "${prompt === '1' ? 'A' : good}"}`);
  });
  const found = await endpointJudge(endpoint, settings).answer(asked, tasks(3), answering);
  expect(found).toEqual([
    { outcome: 'answered', value: { chosen: 'good0' } },
    { outcome: 'tie', value: {} },
    { outcome: 'answered', value: { chosen: 'good2' } },
  ]);
  expect(requests).toHaveLength(6);
  expect(requests[0]?.body.messages[0]?.content).toContain('Guidelines:\nBe kind.');
});

test('a reply that cannot be read is asked for once more, then nothing was judged', async () => {
  const { endpoint, requests } = await serve((response, { body }) =>
    reply(
      response,
      body.messages.length > 2 && body.messages[1]?.content.includes('prompt 0') ? '{"better": "A"}' : 'A!',
    ),
  );
  const judge = endpointJudge(endpoint, { ...settings, bothOrders: false });
  expect(await judge.answer(asked, tasks(2), answering)).toEqual([
    { outcome: 'answered', value: { chosen: 'good0' } },
    { outcome: 'cannot-judge', value: {} },
  ]);
  expect(requests).toHaveLength(4);
  await expect(judge.answer(asked, tasks(40).slice(1), answering)).rejects.toThrow(
    /^Of \d+ replies of the model "m", \d+ were not the JSON that was asked for/,
  );
});

describe('pictures and sounds', () => {
  const samples = join(import.meta.dirname, '../../../../templates/samples');
  const artifact = (id: string): InputArtifact => ({
    ...{ id, directory: samples },
    manifest: {
      type: 'completions',
      facts: {},
      summary: [],
      files: [],
    } as unknown as InputArtifact['manifest'],
  });
  const shown = (...files: string[]): LabelingTask => ({
    ...{ taskId: 't', promptId: 'p', prompt: 'A sun', language: 'en' },
    candidates: files.map((path) => {
      const type = path.endsWith('png') ? 'image/png' : path.endsWith('wav') ? 'audio/wav' : 'video/webm';
      return { id: path, text: path, model: null, media: { artifact: 'a', path, type } };
    }),
  });
  const pictures = shown('drawings/sun-steady.png', 'drawings/sun-shaky.png');
  const judge = async (media: 'none' | 'image' | 'audio', task: LabelingTask) => {
    const { endpoint, requests } = await serve((response) => reply(response, '{"better": "B"}'));
    const sent = sentMedia(media, [artifact('a')]);
    const asking = endpointJudge(endpoint, { ...settings, bothOrders: false }, sent).answer(
      asked,
      [task],
      answering,
    );
    return { requests, asking };
  };

  test('are sent where the settings allow them, each after its letter, and no name of a file', async () => {
    const { requests, asking } = await judge('image', pictures);
    expect(await asking).toEqual([{ outcome: 'answered', value: { chosen: 'drawings/sun-shaky.png' } }]);
    const content = requests[0]?.body.messages[1]?.content as unknown as Record<string, unknown>[];
    expect(content.map(({ type, text: said }) => said ?? type)).toEqual([
      ...[
        'Question: Which is better?',
        'Prompt: "A sun"',
        'Answer A:',
        'image_url',
        'Answer B:',
        'image_url',
      ],
    ]);
    const bytes = readFileSync(join(samples, 'drawings/sun-steady.png')).toString('base64');
    expect(content[3]).toEqual({ type: 'image_url', image_url: { url: `data:image/png;base64,${bytes}` } });
    expect(JSON.stringify(requests)).not.toMatch(/steady|shaky/);
    const sounds = await judge('audio', shown('sounds/tone-clean.wav', 'sounds/tone-noisy.wav'));
    await sounds.asking;
    expect(JSON.stringify(sounds.requests)).toMatch(/"input_audio":\{"data":"[\w+/=]+","format":"wav"\}/);
  });

  test.each([
    ['none', pictures, 'may not be sent pictures; allow it under "May be sent"'],
    ['audio', pictures, 'may not be sent pictures'],
    ['image', shown('videos/star-smooth.webm'), 'cannot be sent videos'],
  ] as const)('%s: everything else is refused, and nothing is sent', async (media, task, sentence) => {
    const { requests, asking } = await judge(media, task);
    await expect(asking).rejects.toThrow(sentence);
    expect(requests).toEqual([]);
  });
});

test('forms for people alone are refused', async () => {
  const { endpoint } = await serve(() => {});
  const judging = endpointJudge(endpoint, settings).answer({ ...asked, form: 'edit' }, tasks(1), answering);
  await expect(judging).rejects.toThrow('A model as a judge cannot fill in the form "Pairwise choice"');
});
