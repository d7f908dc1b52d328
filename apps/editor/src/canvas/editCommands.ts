import { type GraphNote, text } from '@heed/schema';
import { IconArrowsMove, IconPencil, IconPlugConnected } from '@tabler/icons-react';
import type { Command, CommandContext } from '../commands/command.ts';
import { focusedThing } from '../commands/target.ts';
import { GRID, NOTE_SIZE, setNote } from './store/edits.ts';

/** A note grows or shrinks by so much at one key press. */
const SIZE_STEP = 3 * GRID;
/** The limits of the graph format. */
const SIZES = { width: [80, 4000], height: [40, 4000] } as const;

/** The only thing that a command is about, as it stands in a list of the graph. */
function only<Item extends { id: string }>({ items, wires }: CommandContext, list: readonly Item[]) {
  return items.size === 1 && wires.size === 0 ? list.find(({ id }) => items.has(id)) : undefined;
}

function noteOf(context: CommandContext): GraphNote | undefined {
  return only(context, context.store.getState().history.present.notes);
}

function size(
  name: string,
  title: Command['title'],
  keys: string,
  order: number,
  side: keyof typeof SIZES,
  by: number,
): Command {
  return {
    ...{ id: `canvas.${name}`, title, order },
    edits: true,
    where: ['note'],
    keys: [keys],
    reach: 'canvas',
    when: (context) => noteOf(context) !== undefined,
    run: (context) => {
      const note = noteOf(context);
      if (!note) return;
      const [least, most] = SIZES[side];
      const next = Math.min(most, Math.max(least, (note[side] ?? NOTE_SIZE[side]) + by * SIZE_STEP));
      context.store.getState().edit((graph) => setNote(graph, note.id, { [side]: next }), `size ${note.id}`);
    },
  };
}

/** On the canvas the first Enter selects and the second one edits; from elsewhere nothing is selected first. */
function isChosen({ store, items }: CommandContext): boolean {
  const focused = focusedThing();
  if (focused.items.size + focused.wires.size === 0) return true;
  const { selection } = store.getState();
  return (
    focused.wires.size === 0 &&
    [...items].every((id) => selection.items.has(id)) &&
    [...focused.items].every((id) => items.has(id))
  );
}

/** What is done to one thing on the canvas. */
export const editCommands: Command[] = [
  {
    id: 'canvas.edit',
    title: (context) =>
      !context.saving.mayEdit
        ? text('Look at the settings', '查看设置')
        : noteOf(context)
          ? text('Write the note', '编辑便签')
          : text('Edit', '编辑'),
    Icon: IconPencil,
    where: ['node', 'note', 'group'],
    order: 104,
    keys: ['Enter', 'F2'],
    reach: 'thing',
    when: (context) => context.items.size === 1 && context.wires.size === 0 && isChosen(context),
    run: (context) => {
      const note = noteOf(context);
      const { select, write } = context.store.getState();
      select({ items: new Set(context.items), wires: new Set() });
      if (note && context.saving.mayEdit) write(note.id);
      else context.editor.openSettings();
    },
  },
  {
    id: 'canvas.connect',
    edits: true,
    title: ({ wires }) =>
      wires.size === 1 ? text('Move an end of the wire…', '移动连线的一端…') : text('Draw a wire…', '连线…'),
    Icon: IconPlugConnected,
    where: ['node', 'wire'],
    order: 105,
    keys: ['W'],
    reach: 'canvas',
    when: (context) => {
      const node = only(context, context.store.getState().history.present.nodes);
      return (
        (node && context.catalogue.has(node.kind)) || (context.wires.size === 1 && context.items.size === 0)
      );
    },
    run: ({ editor, items, wires }) => {
      const [node = ''] = items;
      const [wire] = wires;
      editor.connect(wire === undefined ? { node } : { wire });
    },
  },
  { ...size('wider', text('Wider', '加宽'), 'Alt+ArrowRight', 140, 'width', 1), Icon: IconArrowsMove },
  size('narrower', text('Narrower', '变窄'), 'Alt+ArrowLeft', 141, 'width', -1),
  size('taller', text('Taller', '加高'), 'Alt+ArrowDown', 142, 'height', 1),
  size('shorter', text('Shorter', '变矮'), 'Alt+ArrowUp', 143, 'height', -1),
];
