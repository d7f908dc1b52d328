import { text } from '@heed/schema';
import { IconChartDots, IconUsersPlus } from '@tabler/icons-react';
import type { Command, CommandContext } from '../commands/command.ts';
import { labelsOf } from './place.ts';

/** The address of the quality of a node's labels, where people were asked for some. */
function qualityOf({ items, run, store, catalogue }: CommandContext): string | undefined {
  const [id = ''] = items;
  const seen = run.nodes.get(id);
  if (items.size !== 1 || !run.run || !seen) return undefined;
  const kind = store.getState().history.present.nodes.find((node) => node.id === id)?.kind ?? '';
  const place = labelsOf(run.run.id, seen, catalogue.get(kind));
  return place && `/quality/${place.run}/${place.node}`;
}

/** What is done about the answers that people gave to a node. */
export const commands: Command[] = [
  {
    id: 'rounds.quality',
    title: text('Label quality', '标注质量'),
    Icon: IconChartDots,
    where: ['node'],
    order: 610,
    when: (context) => qualityOf(context) !== undefined,
    run: (context) => context.navigate(qualityOf(context) ?? ''),
  },
  {
    id: 'rounds.more',
    title: text('Ask people for more answers', '请人提供更多回答'),
    Icon: IconUsersPlus,
    where: ['node'],
    order: 611,
    when: (context) => context.saving.mayEdit && qualityOf(context) !== undefined,
    run: (context) => context.navigate(`${qualityOf(context)}?more=yes`),
  },
];
