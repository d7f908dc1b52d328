import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import type { Furniture } from './furnished.ts';

/** A screen of the editor, and how a test comes to it. */
export interface Place {
  name: string;
  /** The page that shows it, as the editor's routes write it. */
  route: string;
  path(names: Furniture): string;
  /** Found when what the page is about has been drawn; the same in both languages. */
  ready: string;
  /** Goes on from there, for what is not an address. */
  open?(page: Page): Promise<unknown>;
}

const canvas = ({ graph }: Furniture) => `/graphs/${graph}`;
const run = (query: string) => (names: Furniture) => `/runs/${names.run}${query}`;
const settings = (name: string, section = '') => ({
  name,
  route: section ? '/settings/:section' : '/settings',
  path: () => `/settings${section && `/${section}`}`,
  ready: 'main h1',
});

/** The pages of the editor, in the states in which most time is spent on them. */
export const places: readonly Place[] = [
  { name: 'pipelines', route: '/', path: () => '/', ready: 'main li' },
  { name: 'templates', route: '/templates', path: () => '/templates', ready: 'main svg[role=img]' },
  {
    name: 'template',
    route: '/templates/:id',
    path: () => '/templates/weather-rlhf',
    ready: 'main svg[role=img]',
  },
  {
    name: 'template of the team',
    route: '/templates/:id',
    path: ({ template }) => `/templates/${template}`,
    ready: 'main svg[role=img]',
  },
  { name: 'canvas', route: '/graphs/:id', path: canvas, ready: '.react-flow__node[data-id=export]' },
  { name: 'runs', route: '/runs', path: () => '/runs', ready: 'main a[href^="/runs/"]' },
  { name: 'run', route: '/runs/:id', path: run('?node=ppo'), ready: 'main canvas' },
  {
    name: 'failed run',
    route: '/runs/:id',
    path: ({ failed }) => `/runs/${failed}`,
    ready: '[role=alert]',
  },
  {
    name: 'run that waits for people',
    route: '/runs/:id',
    path: ({ waiting }) => `/runs/${waiting}?node=labeling`,
    ready: 'main [role=alert], main .mantine-Alert-root',
  },
  {
    name: 'rollouts',
    route: '/runs/:id',
    path: ({ run: one }) => `/runs/${one}?rollouts=${one}.ppo.1`,
    ready: '[role=dialog] h2',
  },
  {
    name: 'comparison of answers',
    route: '/runs/:id',
    path: run('?output=evaluate.report'),
    ready: '[role=dialog] h4',
  },
  {
    name: 'table',
    route: '/runs/:id',
    path: run('?output=samples.completions'),
    ready: '[role=gridcell]',
  },
  {
    name: 'model',
    route: '/runs/:id',
    path: run('?output=ppo.policy'),
    ready: '[role=dialog] a[href^="/lineage/"]',
  },
  {
    name: 'two runs',
    route: '/compare',
    path: ({ run: one, other }) => `/compare?runs=${one},${other}`,
    ready: 'main canvas',
  },
  {
    name: 'lineage',
    route: '/lineage/:id',
    path: ({ policy }) => `/lineage/${policy}`,
    ready: 'main a[href^="/runs/"]',
  },
  { name: 'label sets', route: '/labels', path: () => '/labels', ready: 'main h1' },
  { name: 'flags', route: '/flags', path: () => '/flags', ready: 'main article, main li' },
  {
    name: 'quality',
    route: '/quality/:run/:node',
    path: ({ waiting }) => `/quality/${waiting}/labeling`,
    ready: 'main table',
  },
  {
    name: 'labeling',
    route: '/label/:run/:node',
    path: ({ waiting }) => `/label/${waiting}/labeling`,
    ready: 'main input, main article',
  },
  {
    name: 'disagreements',
    route: '/adjudicate/:run/:node',
    path: ({ waiting }) => `/adjudicate/${waiting}/labeling`,
    ready: 'main input, main article',
  },
  settings('machine'),
  settings('disk', 'disk'),
  settings('runners', 'runners'),
  settings('endpoints', 'endpoints'),
  settings('people', 'people'),
  settings('tokens', 'tokens'),
  settings('activity', 'activity'),
  { name: 'an address without a page', route: '', path: () => '/nothing/here', ready: 'main h1' },
];

/** Where the editor is written. */
export const source = join(import.meta.dirname, '../../../apps/editor/src');

/** Every address that the editor knows, from the folders that add them. */
export async function editorRoutes(): Promise<string[]> {
  const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((file) =>
    /^[^/]+\/routes\.ts$/.test(file),
  );
  const modules = await Promise.all(
    files.map((file): Promise<{ routes: { path: string }[] }> => import(join(source, file))),
  );
  return modules.flatMap(({ routes }) => routes.map(({ path }) => path));
}
