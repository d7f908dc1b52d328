import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { configured } from '../journeys/support/graphs.ts';
import { useStage } from '../journeys/support/stage.ts';
import { eventually } from '../journeys/support/visitor.ts';
import { labelingGraph, waitingPage } from './support/labeled.ts';
import { filmMp4 } from './support/mp4.ts';

const stage = useStage();
/** One picture of 25 a second. */
const FRAME = 0.04;

interface Playing {
  time: number;
  frames: number;
  dropped: number;
  ready: number;
  width: number;
}

const look = (page: Page) =>
  page.evaluate<Playing[]>(`[...document.querySelectorAll('video')].map((one) => {
    const { totalVideoFrames: frames, droppedVideoFrames: dropped } = one.getVideoPlaybackQuality();
    return { time: one.currentTime, frames, dropped, ready: one.readyState, width: one.videoWidth };
  })`);

/** Two videos that play together: they can be seen, go on, stay within a picture of each other, and count to their end. */
async function watch(page: Page, path: string): Promise<void> {
  await page.goto(`${stage.served.url}${path}`);
  await page.getByRole('button', { name: 'Play', exact: true }).waitFor();
  await eventually(async () => (await look(page)).map(({ ready }) => ready)).toEqual([4, 4]);
  expect((await look(page)).map(({ width }) => width)).toEqual([160, 160]);
  await page.keyboard.press(' ');
  await eventually(async () => Math.min(...(await look(page)).map(({ time }) => time))).toBeGreaterThan(0.4);
  const before = await look(page);
  const apart: number[] = [];
  await eventually(async () => {
    const [first, second] = (await look(page)) as [Playing, Playing];
    apart.push(Math.abs(first.time - second.time));
    return Math.min(first.time, second.time);
  }).toBeGreaterThan(1.2);
  const after = await look(page);
  for (const [place, { frames }] of after.entries())
    expect(frames).toBeGreaterThan((before[place]?.frames ?? 0) + 5);
  expect(apart.toSorted((a, b) => a - b)[Math.floor(apart.length / 2)]).toBeLessThan(FRAME);
  await page.keyboard.press(' ');
  await page.getByRole('button', { name: 'Play', exact: true }).waitFor();
  const [first, second] = (await look(page)) as [Playing, Playing];
  expect(Math.abs(first.time - second.time)).toBeLessThan(0.001);

  await page.keyboard.press('1');
  await page.getByText(/Watch video \d to its end first: [1-9]\d?% so far/).waitFor();
  await page.keyboard.press('r');
  await page.getByText('Video 2: played').waitFor();
  await page.keyboard.press('1');
  await page.keyboard.press('Enter');
  await page.getByText(/answers, 1 by you/).waitFor();
}

test('MP4 with H.264, filmed by a browser, and WebM play together picture by picture, and an answer waits for their end', async () => {
  const { folder } = stage.served;
  await using visitor = await stage.visit('/healthz', { others: ['http://localhost'] });
  const { page } = visitor;
  mkdirSync(join(folder, 'films'));
  for (const name of ['even', 'jerky'])
    writeFileSync(join(folder, `films/${name}.mp4`), await filmMp4(page, 2, name === 'jerky'));
  const line = { prompt: 'A bar goes from left to right.', files: ['films/even.mp4', 'films/jerky.mp4'] };
  const file = join(folder, 'films.jsonl');
  writeFileSync(file, JSON.stringify(line));
  const shipped = labelingGraph(folder, 'video', { form: 'pairwise', mustPlay: true });
  const mp4 = await waitingPage(stage, configured(shipped, { videos: { file } }));
  const webm = await waitingPage(stage, shipped);

  await page.goto(`${stage.served.url}${mp4}`);
  await page.getByLabel('Display name').fill('Ada');
  await page.keyboard.press('Enter');
  await watch(page, mp4);
  await visitor.picture('mp4');
  await watch(page, webm);
});
