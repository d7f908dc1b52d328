import { type Localized, text } from '@heed/schema';
import {
  IconLayoutAlignBottom,
  IconLayoutAlignCenter,
  IconLayoutAlignLeft,
  IconLayoutAlignMiddle,
  IconLayoutAlignRight,
  IconLayoutAlignTop,
  IconLayoutDistributeHorizontal,
  IconLayoutDistributeVertical,
} from '@tabler/icons-react';
import type { Command, CommandContext } from '../commands/command.ts';
import { boxesOf } from './groupView.ts';
import { layOutInWorker } from './layout.ts';
import { type Alignment, align, type Box, distribute } from './store/align.ts';
import { move, type Point } from './store/edits.ts';

function chosenBoxes({ store, catalogue, items }: CommandContext): Box[] {
  return [...boxesOf(store.getState().history.present, catalogue).values()].filter(({ id }) => items.has(id));
}

/** A command that puts what is selected at other places. */
function placing(
  rest: Pick<Command, 'id' | 'title' | 'Icon' | 'order'>,
  least: number,
  places: (boxes: Box[]) => Map<string, Point>,
): Command {
  return {
    ...rest,
    edits: true,
    where: ['selection'],
    when: (context) => chosenBoxes(context).length >= least,
    run: (context) => {
      const found = places(chosenBoxes(context));
      // heights are not whole steps of the grid: on it, lower edges would not be in one line
      context.store.getState().edit((graph) => move(graph, found, 1));
    },
  };
}

const lines: [Alignment, Localized, Command['Icon']][] = [
  ['left', text('Align left', '左对齐'), IconLayoutAlignLeft],
  ['center', text('Align centers', '水平居中对齐'), IconLayoutAlignCenter],
  ['right', text('Align right', '右对齐'), IconLayoutAlignRight],
  ['top', text('Align top', '顶端对齐'), IconLayoutAlignTop],
  ['middle', text('Align middles', '垂直居中对齐'), IconLayoutAlignMiddle],
  ['bottom', text('Align bottom', '底端对齐'), IconLayoutAlignBottom],
];

/** What puts nodes and notes in order on the canvas. */
export const arrangeCommands: Command[] = [
  {
    id: 'canvas.arrange',
    edits: true,
    title: ({ items }) =>
      items.size > 1
        ? text('Arrange what is selected', '排列所选节点')
        : text('Arrange the nodes', '自动排列节点'),
    Icon: IconLayoutDistributeHorizontal,
    where: ['canvas', 'selection'],
    order: 300,
    keys: ['Shift+A'],
    reach: 'canvas',
    when: ({ store }) => store.getState().history.present.nodes.length > 0,
    run: async ({ store, catalogue, editor, items }) => {
      const only = items.size > 1 ? items : undefined;
      const places = await layOutInWorker(store.getState().history.present, catalogue, only);
      store.getState().edit((current) => move(current, places));
      if (!only) requestAnimationFrame(editor.fitAll);
    },
  },
  ...lines.map(([how, title, Icon], index) =>
    placing({ id: `canvas.align-${how}`, title, Icon, order: 200 + index }, 2, (boxes) => align(boxes, how)),
  ),
  placing(
    {
      id: 'canvas.distribute-x',
      title: text('Distribute across', '水平均分'),
      Icon: IconLayoutDistributeVertical,
      order: 207,
    },
    3,
    (boxes) => distribute(boxes, 'x'),
  ),
  placing(
    {
      id: 'canvas.distribute-y',
      title: text('Distribute down', '垂直均分'),
      Icon: IconLayoutDistributeHorizontal,
      order: 208,
    },
    3,
    (boxes) => distribute(boxes, 'y'),
  ),
];
