import { expect, test } from 'vitest';
import { configured, only, tiny, weather } from './support/graphs.ts';
import { LabelerPage } from './support/labeler-page.ts';
import { useStage } from './support/stage.ts';
import { eventually, Visitor } from './support/visitor.ts';

/** Pairs that are judged at least; identical answers make no pair. */
const PAIRS = 40;

/** Two people judge every pair, a judge stands beside them, and a reward model learns from what they said. */
const peoplePipeline = configured(
  only(weather(), ['data', 'base', 'sft', 'samples', 'judge', 'labeling', 'reward']),
  {
    ...tiny,
    samples: { ...tiny.samples, promptLimit: PAIRS + 4, maxNewTokens: 12 },
    labeling: {
      ...{ pairsPerPrompt: 1, judgeRole: 'beside', overlap: 2, repeatRate: 0, goldRate: 0 },
      guidelines: 'Prefer the **friendly** answer.',
    },
  },
);

const stage = useStage();

function summary(milliseconds: readonly number[]): string {
  const sorted = milliseconds.toSorted((a, b) => a - b);
  const median = sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
  return `median ${median.toFixed(0)} ms, longest ${(sorted.at(-1) ?? Number.NaN).toFixed(0)} ms of ${sorted.length}`;
}

/** Every row of a table among a run's outputs. */
async function rowsOf(artifact = '') {
  return (await stage.served.api.artifacts.rows.query({ id: artifact, offset: 0, limit: 200 })).rows;
}

/** Reads each pair and prefers the longer answer, until nothing is left for this person. */
async function judgeAll(one: LabelerPage): Promise<void> {
  while (await one.judge(await one.longer(), 'Enter'));
}

test('two people come in by a link and judge 40 pairs by keyboard beside a judge; they go back, reload and lose the line; nothing is judged twice or lost; then the run goes on by itself', async () => {
  const { served, browser } = stage;
  const lead = await stage.open(peoplePipeline);
  await using visitor = lead.visitor;
  const { page, canvas } = lead;
  await canvas.zoomIn(1);
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await canvas.state('labeling', 'Waiting for people').waitFor();
  await canvas
    .node('labeling')
    .getByText(/^0 of \d+ judged/)
    .waitFor();
  await visitor.picture('canvas-waiting');
  const run = await served.lastRun(lead.id);
  await page.getByRole('link', { name: 'Last run: Waiting for people' }).click();
  await page.getByRole('button', { name: 'Copy invite link' }).click();
  const invite = await page.getByRole('textbox', { name: /invite link/i }).inputValue();
  await visitor.picture('run-waiting');

  // each in a browser of their own, which writes down what it gets from the invite link on
  await using adasBrowser = await Visitor.at(browser, `${served.url}/healthz`);
  await using bosBrowser = await Visitor.at(browser, `${served.url}/healthz`);
  const ada = new LabelerPage(adasBrowser);
  const bo = new LabelerPage(bosBrowser);
  await Promise.all([ada.page.goto(invite), bo.page.goto(invite)]);
  await Promise.all([ada.begin('Ada'), bo.begin('Bo')]);
  await bosBrowser.picture('labeling');
  const { total } = await bo.progress();
  const tasks = total / 2;
  expect(tasks).toBeGreaterThanOrEqual(PAIRS);

  const adaJudges = judgeAll(ada);
  const prompt = await bo.prompt();
  await bo.judge('1', 'Enter');
  await eventually(async () => (await bo.progress()).mine).toBe(1);
  await bo.press('Backspace');
  await eventually(() => bo.prompt()).toBe(prompt);
  await eventually(async () => (await bo.progress()).mine).toBe(0);
  expect(await bo.chosen()).toBe('First is better');

  await bo.press('2');
  const shown = await bo.pair.innerText();
  await bo.received();
  await bo.page.reload();
  await eventually(() => bo.prompt()).toBe(prompt);
  await eventually(() => bo.pair.innerText()).toBe(shown);
  expect(await bo.chosen()).toBe('Second is better');

  // each pair keeps what was said of it while another one is on screen
  await bo.judge('Enter');
  const next = await bo.prompt();
  await bo.press('1', 'Backspace');
  await eventually(() => bo.prompt()).toBe(prompt);
  expect(await bo.chosen()).toBe('Second is better');
  await bo.judge('Enter');
  expect(await bo.prompt()).toBe(next);
  expect(await bo.chosen()).toBe('First is better');
  await bo.judge('s');
  await eventually(async () => (await bo.progress()).mine).toBe(2);

  await bosBrowser.offline(true);
  for (const key of ['1', '2', '3']) await bo.judge(key, 'Enter');
  await bo.page.getByText('No connection. 3 answers are kept in this browser').waitFor();
  await bosBrowser.picture('labeling-offline');
  await bosBrowser.offline(false);
  await eventually(async () => (await bo.progress()).mine).toBe(5);

  await Promise.all([adaJudges, judgeAll(bo)]);
  await bo.page.getByRole('heading', { name: 'All tasks are judged' }).waitFor();
  await bosBrowser.picture('labeling-done');

  const { nodes } = await served.untilRun(run, 'succeeded');
  const outputsOf = (id: string) => nodes.find(({ node }) => node === id)?.outputs ?? {};
  const judgements = await rowsOf(outputsOf('labeling').judgements);
  const people = judgements.filter(({ labelerKind }) => labelerKind === 'person');
  const byTask = Map.groupBy(people, ({ taskId }) => taskId);
  expect(byTask.size).toBe(tasks);
  for (const [task, rows] of byTask)
    expect(rows.map(({ labeler }) => labeler).toSorted(), `labelers of ${task}`).toEqual(['Ada', 'Bo']);
  const judged = judgements.filter(({ labelerKind }) => labelerKind !== 'person');
  expect(judged.map(({ taskId }) => taskId).toSorted()).toEqual([...byTask.keys()].toSorted());
  const byBo = people.filter(({ labeler }) => labeler === 'Bo').map(({ outcome }) => outcome);
  expect(byBo.filter((outcome) => outcome !== 'answered').toSorted()).toEqual(['skipped', 'tie']);

  // the reward model learned from them
  expect((await rowsOf(outputsOf('labeling').preferences)).length).toBeGreaterThan(PAIRS / 2);
  expect(nodes.find(({ node }) => node === 'reward')?.state).toBe('succeeded');
  const { series } = await served.api.runs.metrics.query({ run, node: 'reward' });
  expect(series.some(({ values }) => values.length > 0)).toBe(true);

  // how far they agree is on screen
  const { figures } = await served.api.quality.figures.query({ run, node: 'labeling' });
  const alpha = figures.alphaOfPeople?.alpha ?? Number.NaN;
  expect(alpha).toBeGreaterThan(0.2);
  await page.goto(`${served.url}/quality/${run}/labeling`);
  const agreement = page.getByRole('region', { name: 'Agreement: Krippendorff α' });
  await agreement
    .getByText('People alone')
    .locator('..')
    .getByText(alpha.toFixed(2), { exact: true })
    .waitFor();
  await visitor.picture('quality');
  console.log(
    `from submitting to the next pair: ${summary([...(await ada.waits()), ...(await bo.waits())])}`,
  );

  const received = [...(await ada.received()), ...(await bo.received())];
  const isFile = (path: string) => path.startsWith('/assets/');
  // the page asks /healthz whether the runner is there and reads no more of it than its headers
  const unread = received.filter(({ isWhole, path }) => !isWhole && !isFile(path) && path !== '/healthz');
  expect(unread).toEqual([]);
  const written = await rowsOf(outputsOf('samples').completions);
  const ids = [
    ...written.flatMap(({ completionId, promptId }) => [completionId, promptId]),
    ...nodes.flatMap(({ outputs }) => Object.values(outputs)),
  ].map(String);
  expect(ids.length).toBeGreaterThan(PAIRS * 4);
  const everything = received.map(({ text }) => text).join('\n');
  for (const id of ids) expect(everything).not.toContain(id);
  const told = received.filter(({ path }) => !isFile(path)).map(({ text }) => text);
  expect(told.join('\n')).toContain('taskId');
  const words = ['samples', 'logProb', 'Learn to converse', String(judged[0]?.labeler)];
  for (const word of words) expect(told.join('\n')).not.toContain(word);
});
