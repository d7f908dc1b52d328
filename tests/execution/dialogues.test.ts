import { readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { Chat } from '@heed/nodes/shared/chat.ts';
import { judgementRow, parseGraphText, preferenceRow, readConversation, TABLE_FILE } from '@heed/schema';
import { readTable } from '@heed/tables';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dialogueMessage } from '../../apps/runner/src/api/dialogue-inputs.ts';
import { Chats } from '../../apps/runner/src/dialogues/chats.ts';
import { seedOf } from '../../apps/runner/src/dialogues/draws.ts';
import template from '../../templates/pipelines/dialogue.ts';
import { TestRunner } from './harness.ts';
import { talker, talkGraph } from './talk.ts';

let heed: TestRunner;
beforeAll(async () => {
  heed = await TestRunner.open({ kindsFolder: undefined });
}, 60_000);
afterAll(() => heed[Symbol.asyncDispose]());

/** Starts a run that waits at the labeling node of this name; all but that node comes from the cache. */
async function waiting(node: string, config: Record<string, unknown> = {}): Promise<string> {
  const run = await heed.run(talkGraph(heed, node, config));
  expect(run.view.error).toBeUndefined();
  expect(run.state).toBe('waiting_human');
  return run.id;
}

/** The artifact of the model that the run's people talk with. */
function modelOf(run: string): string {
  return heed.record(run).node('sft').outputs.model as string;
}

async function rowsOf(run: string, node: string) {
  const { outputs } = heed.record(run).node(node);
  const file = (port: string) => heed.runner.artifacts.fileOf(outputs[port] as string, TABLE_FILE);
  return {
    judgements: await readTable(file('judgements'), judgementRow),
    preferences: await readTable(file('preferences'), preferenceRow),
  };
}

describe('a labeler', { timeout: 60_000 }, () => {
  it('talks with the model, judges each turn, and the run learns from what was chosen', async () => {
    const run = await waiting('people', { dialogues: 1, turns: 3, replies: 3, askStrength: true });
    const ada = talker(heed.runner.services, run, 'people');
    expect(ada.task()).toMatchObject({ prompt: '', candidates: [] });
    expect(ada.view()).toMatchObject({ turns: [], turn: 1, mostTurns: 3, now: { state: 'message' } });
    expect(() => ada.finish()).toThrow('Judge at least one reply, then finish.');

    expect(ada.say('is red nice?', 1, 'first message').now.state).toMatch(/waiting|starting/);
    ada.say('is red nice?', 1, 'first message');
    const first = await ada.settled();
    expect(first).toMatchObject({ turn: 1, now: { state: 'choice' } });
    const texts = first.turns[0]?.replies.map(({ text }) => text) ?? [];
    expect(new Set(texts).size).toBe(texts.length);
    expect(texts.length).toBeGreaterThan(1);
    expect(() => ada.judge('answered', { chosen: 'c2' })).toThrow('Say how much better it is');
    expect(() => ada.judge('answered', { chosen: 'c9', strength: 1 })).toThrow('Choose a reply first');
    const said = ada.judge(
      'answered',
      { chosen: 'c2', strength: 3, critique: 'Kind.' },
      1,
      'first judgement',
    );
    expect(said).toMatchObject({ judged: 1, turn: 2, now: { state: 'message' } });
    expect(said.turns[0]?.judged).toEqual({ outcome: 'answered', kept: 'c2' });
    ada.judge('answered', { chosen: 'c1', strength: 1 }, 1, 'first judgement');
    expect(() => ada.judge('tie', {}, 1)).toThrow('The conversation is at turn 2 already');

    ada.say('is blue nice?');
    const second = await ada.settled();
    ada.judge('answered', { chosen: 'c1', strength: 1 });
    const seen = heed.record(run).events.at(-1)?.seq;
    ada.finish();
    expect((await heed.rest(run, seen)).state).toBe('succeeded');

    const { judgements, preferences } = await rowsOf(run, 'people');
    expect(judgements.map(({ outcome, strength, labeler }) => [outcome, strength, labeler])).toEqual([
      ['answered', 3, 'Ada'],
      ['answered', 1, 'Ada'],
    ]);
    expect(judgements[0]).toMatchObject({ critique: 'Kind.', form: 'dialogue', language: 'en' });
    expect(readConversation(judgements[1]?.prompt ?? '')).toEqual([
      { role: 'user', content: 'is red nice?' },
      { role: 'assistant', content: texts[1] },
      { role: 'user', content: 'is blue nice?' },
    ]);
    expect(new Set(judgements.map(({ promptId }) => promptId)).size).toBe(1);
    expect(new Set(judgements.map(({ taskId }) => taskId)).size).toBe(2);
    const replies = (second.turns[1]?.replies ?? []).map(({ text }) => text);
    expect(preferences).toHaveLength(texts.length + replies.length - 2);
    expect(preferences[0]).toMatchObject({
      prompt: '[{"role":"user","content":"is red nice?"}]',
      chosen: texts[1],
    });
    const quality = await heed.runner.services.quality.figures({ run, node: 'people' });
    expect(quality.figures).toMatchObject({ judgements: 2, alpha: { because: 'own-conversations' } });
  });

  it('begins with a given opening, keeps the first reply of a tie, and leaves a turn without a good reply out', async () => {
    const run = await waiting('opened', { dialogues: 1, turns: 3, opening: 'is green nice?' });
    const ada = talker(heed.runner.services, run, 'opened');
    const first = await ada.settled();
    expect(first.turns[0]?.message).toBe('is green nice?');
    expect(ada.judge('both-bad').turns[0]?.judged).toEqual({ outcome: 'both-bad' });
    ada.say('is pink nice?');
    const [, tied] = (await ada.settled()).turns;
    expect(ada.judge('tie').turns[1]?.judged).toEqual({ outcome: 'tie', kept: 'c1' });
    ada.say('is gold nice?');
    await ada.settled();
    expect(ada.judge('cannot-judge').now).toEqual({ state: 'over' });
    expect(() => ada.say('is gray nice?')).toThrow('The conversation is at turn 4 already');
    ada.finish();
    await heed.until(run, ({ payload }) => payload.type === 'node-state' && payload.state === 'failed');
    const rows = heed.runner.labeling.rows({ run, node: 'opened' });
    expect(rows.map(({ outcome }) => outcome)).toEqual(['both-bad', 'tie', 'cannot-judge']);
    expect(readConversation(rows[2]?.prompt ?? '')).toEqual([
      { role: 'user', content: 'is pink nice?' },
      { role: 'assistant', content: tied?.replies[0]?.text },
      { role: 'user', content: 'is gold nice?' },
    ]);
    expect(heed.record(run).view.error?.en).toContain('The judgements gave nothing to learn from');
  });

  it('gets the same replies after the runner was restarted while the model was replying', async () => {
    const run = await waiting('restarted', { dialogues: 2, turns: 2 });
    const before = talker(heed.runner.services, run, 'restarted');
    before.say('is black nice?');
    await heed.restart();
    const ada = talker(heed.runner.services, run, 'restarted');
    expect(ada.taskId).toBe(before.taskId);
    const { turns } = await ada.settled();
    const secret = heed.runner.database
      .prepare("SELECT secret FROM label_sets WHERE name = 'node/restarted'")
      .pluck()
      .get() as string;
    await using chat = await Chat.open(heed.runner.artifacts.folderOf(modelOf(run)), {
      ...{ temperature: 1.5, maxNewTokens: 12, device: 'cpu' },
    });
    const again = await chat.reply({
      messages: [{ role: 'user', content: 'is black nice?' }],
      ...{ seed: seedOf(secret, ada.taskId, 1), count: 2 },
    });
    expect(turns[0]?.replies.map(({ text }) => text).sort()).toEqual(again.toSorted());
    ada.judge('answered', { chosen: 'c1' });
    await heed.restart();
    const after = talker(heed.runner.services, run, 'restarted');
    expect(after.view()).toMatchObject({ judged: 1, turn: 2, now: { state: 'message' } });
    expect(after.view().turns[0]?.replies).toEqual(turns[0]?.replies);
  });

  it('is told what to do where the conversation grows too long, and may write something shorter', async () => {
    const run = await waiting('long', { dialogues: 1, replyTokens: 16 });
    const ada = talker(heed.runner.services, run, 'long');
    ada.say('is red nice? '.repeat(40));
    const { now } = await ada.settled();
    expect(now.state === 'failed' && now.reason.en).toMatch(
      /^The conversation has \d+ tokens, and the model reads 64, of which 16 are for its reply; finish/,
    );
    expect((await ada.settled()).now.state).toBe('failed');
    ada.say('is red nice?', 1);
    const settled = await ada.settled();
    expect(settled).toMatchObject({ now: { state: 'choice' }, turns: [{ message: 'is red nice?' }] });
    const message = {
      run,
      node: 'long',
      labeler: 'Ada',
      taskId: ada.taskId,
      turn: 1,
      idempotencyKey: '12345678',
    };
    expect(dialogueMessage.safeParse({ ...message, text: 'x'.repeat(4001) }).success).toBe(false);
    expect(dialogueMessage.safeParse({ ...message, text: '  \n' }).success).toBe(false);
  });

  it('is told that the model failed, without its whereabouts, and may try again', async () => {
    const run = await waiting('broken', { dialogues: 1, replyTemperature: 1.25 });
    const weights = join(heed.runner.artifacts.folderOf(modelOf(run)), 'model.safetensors');
    renameSync(weights, `${weights}.away`);
    const ada = talker(heed.runner.services, run, 'broken');
    ada.say('is white nice?');
    const { now } = await ada.settled();
    expect(now.state === 'failed' && now.reason.en).toMatch(/^The model could not reply; try again/);
    const line = await heed.until(run, ({ payload }) => payload.type === 'log' && payload.node === 'broken');
    expect(JSON.stringify(line.payload)).toContain('A labeler got no reply: ');
    renameSync(`${weights}.away`, weights);
    ada.retry();
    expect((await ada.settled()).now.state).toBe('choice');
  });

  it('has a conversation alone, goes back to a finished one, and cannot go on when the run is cancelled', async () => {
    const run = await waiting('alone', { dialogues: 2, turns: 2 });
    const { services } = heed.runner;
    const ada = talker(services, run, 'alone');
    const eve = talker(services, run, 'alone', 'Eve');
    expect(eve.taskId).not.toBe(ada.taskId);
    ada.say('is red nice?');
    await ada.settled();
    ada.judge('answered', { chosen: 'c1' });
    const stolen = { run, node: 'alone', labeler: 'Eve', taskId: ada.taskId };
    expect(() => services.dialogues.view(stolen, 'Eve')).toThrow('This conversation is not before you');
    expect(() => services.dialogues.view({ ...stolen, labeler: 'Ada' }, 'Eve')).toThrow('not before you');
    ada.finish();
    expect(ada.view().now).toEqual({ state: 'over' });
    expect(() => ada.say('is blue nice?', 2)).toThrow('This conversation is not before you');
    ada.undo();
    expect(ada.view()).toMatchObject({ judged: 1, turn: 2, now: { state: 'message' } });
    services.runs.cancel(run);
    await heed.until(run, ({ payload }) => payload.type === 'run-state' && payload.state === 'cancelled');
    expect(() => ada.say('is blue nice?', 2)).toThrow('The run has gone on or was cancelled');
  });

  it('cannot pass an answer to another task for a conversation, and no judge can talk', async () => {
    const wired = talkGraph(heed, 'judged', { dialogues: 1 });
    wired.edges.push({ from: { node: 'sft', port: 'model' }, to: { node: 'judged', port: 'judge' } });
    await expect(heed.run(wired)).rejects.toThrow('only people can talk with the wired model');
    const other = talkGraph(heed, 'other', { form: 'pairwise' });
    await expect(heed.run(other)).rejects.toThrow('choose "Dialogue"');
  });
});

describe('the template', { timeout: 60_000 }, () => {
  it('waits for people, and tunes the model by what they chose', async () => {
    const folder = join(import.meta.dirname, '../../templates');
    const file = join(folder, 'dialogue.json');
    const graph = parseGraphText(readFileSync(file, 'utf8'), file);
    const data = `data.file=${join(folder, 'dialogue/dialogues.jsonl')}`;
    const { id: run, state } = await heed.run(graph, { settings: [...template.tiny, data] });
    expect(state).toBe('waiting_human');
    const seen = heed.record(run).events.at(-1)?.seq;
    for (const messages of [['Hello! Is there any mint tea today?', 'Iced please.'], ['请问有红茶吗？']]) {
      const ada = talker(heed.runner.services, run, 'labeling');
      for (const message of messages) {
        ada.say(message);
        await ada.settled();
        ada.judge('answered', { chosen: 'c1', strength: 2 });
      }
      ada.finish();
    }
    const done = await heed.rest(run, seen);
    expect(done.view.error).toBeUndefined();
    expect(done.state).toBe('succeeded');
    expect(done.node('labeling').results).toMatchObject({ tasks: 2, judgements: 3, preferences: 3 });
    const languages = (await rowsOf(run, 'labeling')).preferences.map(({ language }) => language);
    expect(languages).toEqual(['en', 'en', 'zh']);
    expect(done.node('dpo').outputs.model).toBeDefined();
  });
});

describe('the line before a model', { timeout: 60_000 }, () => {
  it('is bounded, says how many come first, gives way to other work, and ends with its batch', async () => {
    const run = await waiting('line');
    const model = {
      directory: heed.runner.artifacts.folderOf(modelOf(run)),
      temperature: 1,
      maxNewTokens: 8,
    };
    const place = { run, node: 'line' };
    const world = { isFree: false, isWaiting: true, born: 0, dead: 0 };
    const chats = new Chats(
      {
        isDeviceFree: () => world.isFree,
        isWaiting: () => world.isWaiting,
        onBirth: () => world.born++,
        onDeath: () => world.dead++,
      },
      { idleMs: 60_000, mostWaiting: 3, load: [] },
    );
    const request = { messages: [{ role: 'user' as const, content: 'is red nice?' }], seed: 1, count: 2 };
    const ask = (key: string) => chats.ask({ key, place, model, request });
    const asked = ['a', 'b', 'c'].map(ask);
    expect(() => chats.requireRoom(model)).toThrow('3 messages wait for this model already');
    expect(['a', 'b', 'c'].map((key) => chats.stateOf({ key, model }))).toEqual(
      [0, 1, 2].map((ahead) => ({ state: 'waiting', ahead, isHeldUp: true })),
    );
    expect(world.born).toBe(0);
    world.isFree = true;
    const [first, second] = await Promise.all(asked);
    expect(second?.replies).toEqual(first?.replies);
    expect([world.born, chats.processes.length]).toEqual([1, 1]);

    process.kill(chats.processes[0] as number, 'SIGKILL');
    const lost = ask('d');
    await expect(lost.catch(() => ask('d'))).resolves.toMatchObject({ replies: first?.replies });

    world.isFree = false;
    const late = ask('e');
    late.catch(() => {});
    await expect.poll(() => chats.processes.length, { timeout: 10_000 }).toBe(0);
    world.isWaiting = false;
    await expect(late).rejects.toThrow('The run has gone on or was cancelled');
    await expect.poll(() => world.dead, { timeout: 10_000 }).toBe(world.born);
    chats.close();
  });
});
