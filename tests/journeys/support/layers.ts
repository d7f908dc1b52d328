import type { Locator, Page } from 'playwright-core';
import { type Place, places } from './places.ts';

/** A name in either language. */
function either(en: string, zh: string): RegExp {
  return new RegExp(`^(?:${en}|${zh})$`);
}

const button = (page: Page, en: string, zh: string): Locator =>
  page.getByRole('button', { name: either(en, zh) }).first();
const press = (en: string, zh: string) => (page: Page) => button(page, en, zh).click();
const key = (keys: string) => (page: Page) => page.keyboard.press(keys);
/** Selects a node; on a phone its settings are a sheet, which a button opens. */
const node = (id: string) => async (page: Page) => {
  await page.locator(`.react-flow__node[data-id="${id}"]`).click();
  const panel = page.locator('aside[data-inspector]');
  const opener = button(page, 'Settings', '设置');
  await panel.or(opener).waitFor();
  if (!(await panel.isVisible())) await opener.click();
};

async function fromMenu(page: Page, menu: [string, string], item: [string, string]): Promise<void> {
  await button(page, ...menu).click();
  await page.getByRole('menuitem', { name: either(...item) }).click();
}

type Opening = [name: string, ready: string, open: (page: Page) => Promise<unknown>];
const DIALOG = '[role=dialog]';
const MENU = '[role=menu]';
const POPOVER = '.mantine-Popover-dropdown';
const INSPECTOR = 'aside h2, aside h3, [role=dialog] h2.mantine-Title-root';

/** What lies over or beside a page, by the page. */
const openings: Record<string, Opening[]> = {
  pipelines: [
    ['new pipeline', MENU, press('New pipeline', '新建流程')],
    ['actions of a pipeline', MENU, press('Actions for .+', '“.+”的操作')],
    [
      'renaming of a pipeline',
      DIALOG,
      (page) => fromMenu(page, ['Actions for .+', '“.+”的操作'], ['Rename…', '重命名…']),
    ],
    ['account', MENU, press('Settings and more', '设置与更多')],
  ],
  'template of the team': [['deletion of a template', DIALOG, press('Delete template', '删除模板')]],
  canvas: [
    ['command palette', DIALOG, key('ControlOrMeta+k')],
    ['node search', DIALOG, key('/')],
    [
      'menu of a node',
      MENU,
      (page) => page.locator('.react-flow__node[data-id=ppo]').click({ button: 'right' }),
    ],
    ['settings of PPO', INSPECTOR, node('ppo')],
    ['settings of labeling', INSPECTOR, node('labeling')],
    ['settings of the data source', INSPECTOR, node('data')],
    ['settings of a note', INSPECTOR, node('plan')],
    [
      'page of a kind',
      `${DIALOG} h1, ${DIALOG} h2`,
      async (page) => {
        await node('ppo')(page);
        await press('Read the whole page', '阅读完整说明')(page);
      },
    ],
    ['menu of runs', MENU, press('More about runs', '运行的更多操作')],
    ['more', MENU, press('More', '更多')],
    ['outline', '[role=tree], [role=treegrid], section ul', press('Outline', '大纲')],
    ['versions', 'section li', press('Versions', '版本')],
    ['run details', 'section canvas, section dl', press('Run details', '运行详情')],
    ['problems', '[data-tour=dock] [aria-expanded=true]', press('No problems', '没有问题')],
  ],
  run: [
    ['history', DIALOG, press('Run history', '运行历史')],
    ['deletion of a run', DIALOG, press('Delete run', '删除运行')],
    ['log of all nodes', '[role=log], main', press('Log of all nodes', '所有节点的日志')],
    ['save a curve', MENU, press('Save Reward', '保存奖励')],
    ['meaning of a curve', DIALOG, press('What does Reward mean\\?', '奖励是什么意思？')],
  ],
  table: [
    ['filter', POPOVER, press('Filter', '筛选')],
    ['columns', POPOVER, press('Columns', '列')],
    ['download', MENU, press('Download', '下载')],
    ['what a column holds', POPOVER, press('What stands in Tokens\\?', '词元数中有什么？')],
    ['row', DIALOG, press('Open row 1', '打开第 1 行')],
  ],
  flags: [
    [
      'sending of flags',
      DIALOG,
      async (page) => {
        await page.getByRole('checkbox').first().check();
        await page.getByRole('button', { name: /^(?:Send .*to labeling…?|.*交给标注…?)$/ }).click();
      },
    ],
  ],
  labeling: [
    ['task', 'main article', begin],
    [
      'keys of labeling',
      DIALOG,
      async (page) => {
        await begin(page);
        await page.keyboard.press('?');
      },
    ],
    ['guidelines', 'main details[open]', begin],
  ],
};

async function begin(page: Page): Promise<void> {
  const name = page.locator('main input').first();
  const task = page.locator('main article').first();
  await name.or(task).first().waitFor();
  if (!(await task.isVisible())) {
    await name.fill('Dan');
    await page.keyboard.press('Enter');
  }
  await task.waitFor();
}

/** Dialogs, menus, drawers and panels, each on its page. */
export const layers: readonly Place[] = places.flatMap((place) =>
  (openings[place.name] ?? []).map(([name, shown, open]) => ({
    ...place,
    name: `${place.name}: ${name}`,
    async open(page: Page) {
      await open(page);
      await page.locator(shown).first().waitFor();
    },
  })),
);
