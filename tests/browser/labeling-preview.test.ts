import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Graph, parseGraphText } from '@heed/schema';
import { expect, test } from 'vitest';
import { violations } from '../journeys/support/axe.ts';
import { configured } from '../journeys/support/graphs.ts';
import { useStage } from '../journeys/support/stage.ts';
import { eventually } from '../journeys/support/visitor.ts';

const stage = useStage();
const templates = join(import.meta.dirname, '../../templates');

/** A template of media as somebody begins it: no table is chosen yet. */
function template(medium: string, source: string, form: string): Graph {
  const file = join(templates, `${medium}-preference.json`);
  const graph = parseGraphText(readFileSync(file, 'utf8'), file);
  return configured(graph, { [source]: { file: undefined }, labeling: { form } });
}

test.each([
  ['image', 'pictures', 'img', 'one.naturalWidth > 0', 'picture'],
  ['audio', 'sounds', 'audio', 'one.readyState >= 2', 'sound'],
  ['video', 'videos', 'video', 'one.readyState >= 2', 'video'],
])(
  'the preview of a labeling form shows %s where the wire brings them, before a table is chosen, and is tried by keys',
  async (medium, source, element, isShown, thing) => {
    const { visitor, page, canvas } = await stage.open(template(medium, source, 'pairwise'));
    await using _ = visitor;
    await canvas.node('labeling').click();
    const preview = page.getByRole('region', { name: 'What labelers see' });
    await preview.getByRole('heading', { name: `Which ${thing} is better?` }).waitFor();
    const shown = () =>
      page.evaluate<number>(
        `[...document.querySelectorAll('section[aria-label="What labelers see"] ${element}')].filter((one) => ${isShown}).length`,
      );
    await eventually(shown).toBe(2);
    await preview.scrollIntoViewIfNeeded();
    await visitor.picture(`preview-${medium}`);
    const first = preview.getByRole('button', { name: 'First is better' });
    await first.focus();
    await page.keyboard.press('2');
    if (medium === 'image') await preview.getByText('This answer could be submitted.').waitFor();
    else await preview.getByText(new RegExp(`(Hear|Watch) ${thing} 1 to its end first`)).waitFor();

    await preview.getByRole('button', { name: 'Enlarge' }).first().click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('heading', { name: `Which ${thing} is better?` }).waitFor();
    await visitor.picture(`preview-${medium}-large`);
    expect(await violations(page)).toEqual([]);
  },
);

test('the standard questions of a questionnaire are asked in words for what is judged', async () => {
  const { visitor, page, canvas } = await stage.open(template('image', 'pictures', 'questionnaire'));
  await using _ = visitor;
  await canvas.node('labeling').click();
  const preview = page.getByRole('region', { name: 'What labelers see' });
  await preview.getByText('How well does the picture show what was asked for?').waitFor();
  await preview.getByText('中文').click();
  await preview.getByText('图像在多大程度上符合要求？').waitFor();
  await preview.getByText('也许').waitFor();
});
