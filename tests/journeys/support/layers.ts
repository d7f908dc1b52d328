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

/** Does what the palette lists under a name, in either language. */
const fromPalette = (en: string, zh: string) => async (page: Page) => {
  await page.keyboard.press('ControlOrMeta+k');
  const list = page.getByRole('dialog');
  const title = (await page.locator('html').getAttribute('lang')) === 'en' ? en : zh;
  await list.getByRole('textbox').fill(title);
  await list.getByText(title, { exact: true }).first().click();
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
    [
      'link that could not be copied',
      DIALOG,
      async (page) => {
        await page.evaluate('navigator.clipboard.writeText = () => Promise.reject(new Error())');
        await fromMenu(page, ['Actions for .+', '“.+”的操作'], ['Copy link', '复制链接']);
      },
    ],
    ['account', MENU, press('Settings and more', '设置与更多')],
    ['deleted pipelines', DIALOG, press('1 deleted pipeline', '1 个已删除的流程')],
  ],
  'template of the team': [['deletion of a template', DIALOG, press('Delete template', '删除模板')]],
  canvas: [
    ['command palette', DIALOG, key('ControlOrMeta+k')],
    ['node search', DIALOG, key('/')],
    ['keyboard shortcuts', DIALOG, key('?')],
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
    ['version on the canvas', DIALOG, versionOnCanvas],
    ['wires by keyboard', DIALOG, drawWire],
    ['what a run would take', DIALOG, fromPalette('What would it take?', '需要多少资源？')],
    [
      'save as a template',
      DIALOG,
      (page) => fromMenu(page, ['More', '更多'], ['Save as a template', '保存为模板']),
    ],
    [
      'preview of labeling',
      DIALOG,
      async (page) => {
        await node('labeling')(page);
        const panel = page.locator('aside[data-inspector], [role=dialog]');
        await panel.getByRole('button', { name: either('Enlarge', '放大') }).click();
      },
    ],
    [
      'menu of a setting',
      MENU,
      async (page) => {
        await node('ppo')(page);
        await press('More for .+', '“.+”的更多操作')(page);
      },
    ],
    ['problems', '[data-tour=dock] [aria-expanded=true]', press('No problems', '没有问题')],
  ],
  run: [
    ['history', DIALOG, press('Run history', '运行历史')],
    ['deletion of a run', DIALOG, press('Delete run', '删除运行')],
    ['log of all nodes', '[role=log], main', press('Log of all nodes', '所有节点的日志')],
    ['save a curve', MENU, press('Save Reward', '保存奖励')],
    ['meaning of a curve', DIALOG, press('What does Reward mean\\?', '奖励是什么意思？')],
    ['other runs to compare', POPOVER, press('Compare with runs', '与其他运行比较')],
  ],
  'run that waits for people': [['links of a batch', DIALOG, press('Links and limits', '链接与限制')]],
  'label sets': [
    ['export of labels', DIALOG, press('Export…', '导出…')],
    ['import of labels', DIALOG, press('Import…', '导入…')],
  ],
  lineage: [['judgements behind a model', DIALOG, press('Read each of them', '逐条查看')]],
  quality: [
    ['export of labels', DIALOG, press('Export labels…', '导出标注…')],
    ['more answers', DIALOG, press('Ask for more', '要求更多回答')],
    ['leaving disagreements', DIALOG, press('Leave undecided', '不再裁定')],
  ],
  disagreements: [['what labelers said', '#adjudication-said', untilSaid]],
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
    ['guidelines', 'main details[open]', openGuidelines],
    [
      'last answers',
      DIALOG,
      async (page) => {
        await begin(page);
        await page.keyboard.press('1');
        await page.keyboard.press('Enter');
        await press('Last answers', '最近的回答')(page);
      },
    ],
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

/** Answers a disagreement without knowing what was said, unless somebody did already. */
async function untilSaid(page: Page): Promise<void> {
  await begin(page);
  const said = page.locator('#adjudication-said');
  if (await said.isVisible()) return;
  await page.keyboard.press('1');
  await page.keyboard.press('Enter');
}

async function versionOnCanvas(page: Page): Promise<void> {
  await press('Versions', '版本')(page);
  await page.locator('section li button').last().click();
  await press('Show on the canvas', '在画布上显示')(page);
}

/** They stand open for whoever has not answered yet. */
async function openGuidelines(page: Page): Promise<void> {
  await begin(page);
  const guidelines = page.locator('main details').first();
  await guidelines.waitFor();
  if ((await guidelines.getAttribute('open')) === null) await guidelines.locator('summary').click();
}

/** Draws a wire from a node without a pointer. */
async function drawWire(page: Page): Promise<void> {
  await page.locator('.react-flow__node[data-id="reward"]').focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('w');
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
