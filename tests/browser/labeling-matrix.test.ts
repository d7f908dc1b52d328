import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { violations } from '../journeys/support/axe.ts';
import { useStage } from '../journeys/support/stage.ts';
import { eventually } from '../journeys/support/visitor.ts';
import { labelingGraph, type Medium, waitingPage } from './support/labeled.ts';

const stage = useStage();

/** Each form with settings that show most of it, and the keys that answer it. */
const forms: Record<string, { settings: Record<string, unknown>; shown: number; keys: string[] }> = {
  pairwise: { settings: { askStrength: true, critique: 'optional' }, shown: 2, keys: ['2', 'e'] },
  ranking: { settings: { rankedAnswers: 4 }, shown: 4, keys: ['3', '1', '4', '2'] },
  rating: { settings: { ratingScale: '1-7' }, shown: 1, keys: ['4'] },
  questionnaire: { settings: { answersShown: 2 }, shown: 2, keys: [] },
  edit: { settings: {}, shown: 1, keys: ['k'] },
  dialogue: { settings: { replies: 3 }, shown: 3, keys: ['2'] },
};

/** Of two candidates, the questions asked of each: one scale or two, and whether it could do harm. */
const questionKeys = { text: ['4', '1', '3', '2'], media: ['4', '5', '1', '3', '2', '1'] };

const ofMedia = ['pairwise', 'ranking', 'rating', 'questionnaire'];
const matrix = (['text', 'image', 'audio', 'video'] as const).flatMap((medium) =>
  Object.keys(forms)
    .filter((form) => medium === 'text' || ofMedia.includes(form))
    .map((form) => [form, medium] as const),
);

const loaded: Record<Medium, string> = {
  text: `[...document.querySelectorAll('article [dir=auto][translate=no]')].filter((one) => one.textContent.trim()).length`,
  image: `[...document.querySelectorAll('article figure img')].filter((one) => one.naturalWidth > 0).length`,
  audio: `[...document.querySelectorAll('article audio')].filter((one) => one.readyState >= 2).length`,
  video: `[...document.querySelectorAll('article video')].filter((one) => one.readyState >= 2).length`,
};

/** Elements that stick out of the window, by what they are. */
const sticking = `[...document.querySelectorAll('main *')]
  .filter((one) => !one.closest('pre, table, [class*=waveform]') && one.getBoundingClientRect().right > innerWidth + 1)
  .map((one) => one.outerHTML.slice(0, 120))`;

async function checkFits(page: Page): Promise<void> {
  const width = await page.evaluate<number>('innerWidth');
  await eventually(() => page.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(
    width,
  );
  expect(await page.evaluate(sticking)).toEqual([]);
}

test.each(matrix)(
  'the form %s shows its candidates of %s, on a desktop and a phone, and is answered by keys alone',
  async (form, medium) => {
    const { settings, shown, keys } = forms[form] as (typeof forms)[string];
    const path = await waitingPage(stage, labelingGraph(stage.served.folder, medium, { form, ...settings }));
    await using visitor = await stage.visit(path);
    const { page } = visitor;
    await page.getByLabel('Display name').fill('Ada');
    await page.keyboard.press('Enter');
    await page.getByRole('article').waitFor();
    await eventually(() => page.evaluate<number>(loaded[medium])).toBeGreaterThanOrEqual(shown);
    await checkFits(page);
    await visitor.picture(`matrix-${form}-${medium}-desktop`);

    await page.setViewportSize({ width: 390, height: 844 });
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.locator('html[data-mantine-color-scheme=dark]').waitFor();
    await checkFits(page);
    expect(await violations(page)).toEqual([]);
    await visitor.picture(`matrix-${form}-${medium}-phone`);

    const submit = page.getByRole('button', { name: 'Submit' });
    expect(await submit.isEnabled()).toBe(false);
    const answering = form === 'questionnaire' ? questionKeys[medium === 'text' ? 'text' : 'media'] : keys;
    for (const key of answering) await page.keyboard.press(key);
    await eventually(() => submit.isEnabled()).toBe(true);
    await page.keyboard.press('Enter');
    await page.getByText(/answers, 1 by you/).waitFor();
  },
);
