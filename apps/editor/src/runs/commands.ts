import { type Localized, text } from '@heed/schema';
import {
  IconAlertTriangle,
  IconExternalLink,
  IconGauge,
  IconHistory,
  IconPlayerPause,
  IconPlayerPlay,
  IconPlayerSkipBack,
  IconPlayerSkipForward,
  IconPlayerStop,
  IconRefresh,
} from '@tabler/icons-react';
import { showToast } from '../app/showToast.ts';
import type { Command, CommandContext } from '../commands/command.ts';
import type { RunPartWish } from './canvas/useCanvasRun.ts';
import { possibleDeeds } from './controls/useRunDeeds.ts';

const fixFirst = text('Mend the problems below, then run.', '请先解决下面的问题，再运行。');

/** Saves what the canvas shows, so that the runner can run it; false, with a word, where that cannot be. */
async function makeReady({ problems, saving, editor, text: say }: CommandContext): Promise<boolean> {
  if (problems.length === 0) return saving.save();
  editor.openDock('problems');
  showToast({ color: 'yellow', message: say(fixFirst) });
  return false;
}

async function begin(context: CommandContext, wish?: RunPartWish): Promise<void> {
  if (await makeReady(context)) await context.run.begin(wish);
}

function mayStart({ run, saving }: CommandContext): boolean {
  return saving.mayEdit && !run.active && !run.starting;
}

/** The one node that a command is about. */
function nodeOf({ items, store }: CommandContext) {
  const [id] = items;
  if (items.size !== 1) return undefined;
  return store.getState().history.present.nodes.find((node) => node.id === id);
}

/** Names the node that it is about, where there is one. */
function about(unnamed: Localized, named: (en: string, zh: string) => Localized) {
  return (context: CommandContext): Localized => {
    const node = nodeOf(context);
    const kind = node && context.catalogue.get(node.kind)?.title;
    return node ? named(node.label ?? kind?.en ?? node.id, node.label ?? kind?.zh ?? node.id) : unnamed;
  };
}

function deeds({ run: { run }, saving }: CommandContext): Partial<ReturnType<typeof possibleDeeds>> {
  return run && saving.mayEdit ? possibleDeeds(run.state) : {};
}

/** What is done about runs of the open pipeline. */
export const commands: Command[] = [
  {
    id: 'runs.start',
    title: text('Run', '运行'),
    Icon: IconPlayerPlay,
    where: ['run', 'canvas'],
    order: 400,
    keys: ['Mod+Enter'],
    reach: 'everywhere',
    when: mayStart,
    run: (context) => begin(context),
  },
  {
    id: 'runs.to',
    title: about(text('Run to the selected node', '运行到所选节点'), (en, zh) =>
      text(`Run to “${en}”`, `运行到“${zh}”`),
    ),
    Icon: IconPlayerSkipForward,
    where: ['node', 'run'],
    order: 410,
    keys: ['Mod+Shift+Enter'],
    when: (context) => mayStart(context) && nodeOf(context) !== undefined,
    run: (context) => begin(context, { to: nodeOf(context)?.id }),
  },
  {
    id: 'runs.from',
    title: about(text('Run from the selected node', '从所选节点开始运行'), (en, zh) =>
      text(`Run from “${en}”`, `从“${zh}”开始运行`),
    ),
    Icon: IconPlayerSkipBack,
    where: ['node', 'run'],
    order: 411,
    keys: ['Mod+Alt+Enter'],
    when: (context) => mayStart(context) && nodeOf(context) !== undefined,
    run: (context) => begin(context, { from: nodeOf(context)?.id }),
  },
  {
    id: 'runs.fromFailure',
    title: text('Run from the last failure', '从上次失败处运行'),
    Icon: IconAlertTriangle,
    where: ['run'],
    order: 412,
    when: (context) => mayStart(context) && ['failed', 'cancelled'].includes(context.run.run?.state ?? ''),
    run: async (context) => {
      if (await makeReady(context)) await context.run.start({ fromFailure: true });
    },
  },
  {
    id: 'runs.fresh',
    title: text('Run everything afresh', '全部重新运行'),
    Icon: IconRefresh,
    where: ['run'],
    order: 413,
    when: mayStart,
    run: (context) => begin(context, { fresh: true }),
  },
  {
    id: 'runs.preflight',
    title: text('What would it take?', '需要多少资源？'),
    Icon: IconGauge,
    where: ['run'],
    order: 414,
    when: mayStart,
    run: async (context) => {
      if (await makeReady(context)) await context.run.plan();
    },
  },
  {
    id: 'runs.pause',
    title: text('Pause the run', '暂停运行'),
    Icon: IconPlayerPause,
    where: ['run'],
    order: 500,
    when: (context) => deeds(context).pause === true,
    run: ({ run }) => run.pause(),
  },
  {
    id: 'runs.resume',
    title: text('Resume the run', '继续运行'),
    Icon: IconPlayerPlay,
    where: ['run'],
    order: 501,
    when: (context) => deeds(context).resume === true,
    run: ({ run }) => run.resume(),
  },
  {
    id: 'runs.cancel',
    title: text('Cancel run', '取消运行'),
    Icon: IconPlayerStop,
    where: ['run'],
    order: 502,
    when: (context) => deeds(context).cancel === true,
    run: ({ run }) => run.cancel(),
  },
  {
    id: 'runs.history',
    title: text('Run history', '运行历史'),
    Icon: IconHistory,
    where: ['run', 'canvas'],
    order: 600,
    keys: ['Mod+Shift+H'],
    run: ({ run }) => run.showHistory(true),
  },
  {
    id: 'runs.open',
    title: text('Open the run’s page', '打开运行页面'),
    Icon: IconExternalLink,
    where: ['run'],
    order: 601,
    when: ({ run }) => run.run !== undefined,
    run: ({ run, navigate }) => navigate(`/runs/${run.run?.id}`),
  },
];
