import type { Page } from 'playwright-core';
import { type Hostile, nameOf } from './hostile.ts';

/** A screen that shows texts of others. */
export interface HostilePlace {
  name: string;
  path(names: Hostile): string;
  /** What the texts are called that have to be read there. */
  shows: readonly string[];
  /** Goes on from there, for what is not an address. */
  open?(page: Page): Promise<unknown>;
}

const press = (name: string) => (page: Page) =>
  page.getByRole('button', { name, exact: true }).first().click();
const node = (id: string) => (page: Page) => page.locator(`.react-flow__node[data-id="${id}"]`).click();
const canvas = ({ graph }: Hostile) => `/graphs/${graph}`;
const fixed = (path: string) => () => path;

/** The pages that show what somebody wrote, and the layers over them, with what has to be read there. */
export const hostilePlaces: readonly HostilePlace[] = [
  { name: 'pipelines', path: fixed('/'), shows: ['Pipeline', 'Conversations', 'Pictures'] },
  {
    name: 'deleted pipelines',
    path: fixed('/'),
    shows: ['Deleted'],
    open: press('1 deleted pipeline'),
  },
  { name: 'templates', path: fixed('/templates'), shows: ['Template', 'Description'] },
  {
    name: 'template',
    path: ({ template }) => `/templates/${template}`,
    shows: ['Template', 'Description', 'Parameter', 'Help', 'Needs', 'Guidelines'],
  },
  { name: 'canvas', path: canvas, shows: ['Label of answers', 'Group', 'Note'] },
  { name: 'settings of a node', path: canvas, shows: ['Label of labeling'], open: node('labeling') },
  { name: 'settings of a note', path: canvas, shows: ['Note'], open: node('plan') },
  { name: 'outline', path: canvas, shows: ['Label of labeling', 'Group'], open: press('Outline') },
  { name: 'versions', path: canvas, shows: ['Version'], open: press('Versions') },
  {
    name: 'command palette',
    path: canvas,
    shows: ['Go to Label of answers'],
    async open(page) {
      await page.keyboard.press('ControlOrMeta+k');
      await page.keyboard.type('Label of');
    },
  },
  {
    name: 'preview of labeling',
    path: canvas,
    shows: ['Question', 'Guidelines'],
    async open(page) {
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'detached' });
      await node('labeling')(page);
      await page.locator('aside[data-inspector]').getByRole('button', { name: 'Enlarge' }).click();
    },
  },
  { name: 'runs', path: fixed('/runs'), shows: ['Pipeline', 'Conversations'] },
  {
    name: 'run',
    path: ({ run }) => `/runs/${run}?node=labeling`,
    shows: ['Pipeline', 'Label of labeling'],
  },
  {
    name: 'links into a batch',
    path: ({ run }) => `/runs/${run}?node=labeling`,
    shows: ['Batch link'],
    open: press('Links and limits'),
  },
  { name: 'log', path: ({ data }) => `/runs/${data}?log=all`, shows: ['Skipped: Line 9 of'] },
  {
    name: 'table of answers',
    path: ({ run }) => `/runs/${run}?output=answers.completions`,
    shows: ['Prompt 1', 'Answer 1 a'],
  },
  {
    name: 'row of conversations',
    path: ({ data }) => `/runs/${data}?output=data.demonstrations`,
    shows: ['System', 'Message 0', 'Reply 0'],
    open: press('Open row 1'),
  },
  {
    name: 'judgements',
    path: ({ labeled }) => `/runs/${labeled}?output=labeling.judgements`,
    shows: ['Cy', 'Critique', 'Edit 0'],
    open: press('Open row 1'),
  },
  {
    name: 'table of pictures',
    path: ({ pictures }) => `/runs/${pictures}?output=pictures.completions`,
    shows: ['Draw', 'Steady'],
  },
  {
    name: 'two runs',
    path: ({ run, other }) => `/compare?runs=${run},${other}`,
    shows: ['Pipeline', 'Label of labeling', 'Another question'],
  },
  {
    name: 'lineage of conversations',
    path: ({ conversations }) => `/lineage/${conversations}`,
    shows: ['in Conversations', 'reads'],
  },
  {
    name: 'judgements behind scores',
    path: ({ scores }) => `/lineage/${scores}`,
    shows: ['Cy', 'Critique'],
    open: press('Read each of them'),
  },
  { name: 'label sets', path: fixed('/labels'), shows: ['Pipeline', 'Pictures'] },
  {
    name: 'export of labels',
    path: fixed('/labels'),
    shows: ['Pipeline'],
    open: press('Export…'),
  },
  {
    name: 'beginning of an exported file',
    path: ({ labeled }) => `/quality/${labeled}/labeling`,
    shows: ['Critique'],
    async open(page) {
      await press('Export labels…')(page);
      await page.getByText('How the file begins').click();
    },
  },
  {
    name: 'flags',
    path: fixed('/flags'),
    shows: ['Flagged prompt', 'Flagged answer', 'Remark', 'Pipeline'],
  },
  { name: 'quality', path: ({ run }) => `/quality/${run}/labeling`, shows: ['Ada', 'Bo', 'Prompt'] },
  {
    name: 'adjudication',
    path: ({ run }) => `/adjudicate/${run}/labeling`,
    shows: ['Critique', 'Edit', 'Question', 'Prompt'],
    async open(page) {
      // the browser keeps the name for the pages of labelers that follow
      await page.getByLabel('Display name').fill(nameOf('Lin'));
      await page.keyboard.press('Enter');
      await page.getByRole('article').waitFor();
      await page.keyboard.press('1');
      await page.keyboard.press('Enter');
    },
  },
  {
    name: 'labeling',
    path: ({ run }) => `/label/${run}/labeling`,
    shows: ['You are Lin', 'Question', 'Guidelines', 'Prompt', 'Answer'],
  },
  {
    name: 'last answers',
    path: ({ run }) => `/label/${run}/labeling`,
    shows: ['Prompt'],
    async open(page) {
      await page.getByRole('article').waitFor();
      await page.keyboard.press('1');
      await page.keyboard.press('Enter');
      await press('Last answers')(page);
      await page.getByRole('dialog').getByRole('listitem').first().waitFor();
    },
  },
  {
    name: 'questionnaire',
    path: ({ questions }) => `/label/${questions}/labeling`,
    shows: ['You are Lin', 'Asked', 'Option', 'Remarks on it'],
  },
  {
    name: 'quality of a questionnaire',
    path: ({ questions }) => `/quality/${questions}/labeling`,
    shows: ['Asked', 'Option', 'Di'],
  },
  {
    name: 'pictures before people',
    path: ({ pictures }) => `/label/${pictures}/labeling`,
    shows: ['You are Lin', 'Draw'],
  },
  {
    name: 'conversation',
    path: ({ dialogue }) => `/label/${dialogue}/labeling`,
    shows: ['You are Lin', 'Hello'],
    async open(page) {
      const message = page.getByRole('textbox', { name: 'Your message' });
      await message.fill(nameOf('Hello'));
      await message.press('Enter');
      await page.getByRole('button', { name: /^(Reply 1 is better|Go on with it)/ }).waitFor();
    },
  },
  { name: 'endpoints', path: fixed('/settings/endpoints'), shows: ['Endpoint'] },
  { name: 'people', path: fixed('/settings/people'), shows: ['Invite'] },
  { name: 'tokens', path: fixed('/settings/tokens'), shows: ['Token'] },
];
