import { describe, expect, test } from 'vitest';
import { weather } from '../journeys/support/graphs.ts';
import { useStage } from '../journeys/support/stage.ts';

const stage = useStage();

interface Seen {
  title: string;
  step: string;
  /** What the ring lies around, by its `data-tour`. */
  around: string[];
  /** Is the card within the window? */
  inside: boolean;
}

/** Runs in the page: the stop that is shown, and what its ring lies around. */
const LOOK = `(() => {
  const dialog = document.querySelector('[role=dialog]');
  const card = dialog.parentElement.closest('[style]').getBoundingClientRect();
  const ring = [...document.querySelectorAll('div')].find((one) => /_ring_/.test(one.className))?.getBoundingClientRect();
  const near = (a, b) => Math.abs(a - b) <= 5;
  const around = [...document.querySelectorAll('[data-tour]')].filter((part) => {
    const box = part.getBoundingClientRect();
    return ring && ['left', 'top', 'right', 'bottom'].every((side) => near(box[side], ring[side]));
  });
  return {
    title: dialog.querySelector('h2').textContent,
    step: dialog.querySelector('span').textContent,
    around: around.map((part) => part.dataset.tour),
    inside: card.left >= 0 && card.top >= 0 && card.right <= innerWidth && card.bottom <= innerHeight,
  };
})()`;

const wide = ['palette', 'canvas', 'inspector', 'dock', 'save', 'run'];
const small = ['search', ...wide.slice(1)];

describe.each([
  ['en-US', 1440, wide, ['Show me around', 'Next', 'Done']],
  ['zh-CN', 1440, wide, ['带我看看', '下一站', '完成']],
  ['en-US', 390, small, ['Show me around', 'Next', 'Done']],
  ['zh-CN', 390, small, ['带我看看', '下一站', '完成']],
] as const)('in %s at %i pixels', (locale, width, parts, [begin, next, done]) => {
  test('each stop of the tour stands beside a part of the page that is there', async () => {
    const height = width === 390 ? 844 : 900;
    const { visitor, page } = await stage.open(weather(), {
      ...{ locale, isNew: true },
      viewport: { width, height },
    });
    await using _ = visitor;
    await page.getByRole('button', { name: begin, exact: true }).click();
    const titles = new Set<string>();
    for (const [index, part] of parts.entries()) {
      await page
        .getByText(new RegExp(`${index + 1}.*${parts.length}`))
        .first()
        .waitFor();
      const seen = await page.evaluate<Seen>(LOOK);
      await visitor.picture(`tour-${index + 1}-${locale}-${width}`);
      expect(seen).toMatchObject({ around: [part], inside: true });
      titles.add(seen.title);
      await page.getByRole('button', { name: index + 1 === parts.length ? done : next, exact: true }).click();
    }
    expect(titles.size).toBe(parts.length);
    await page.getByRole('dialog').waitFor({ state: 'detached' });
  });
});
