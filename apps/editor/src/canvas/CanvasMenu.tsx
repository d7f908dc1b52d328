import { useReactFlow } from '@xyflow/react';
import { type MouseEvent, useState } from 'react';
import { CommandMenu } from '../commands/CommandMenu.tsx';
import type { CommandContext, CommandPlace } from '../commands/command.ts';
import { useMakeContext } from '../commands/commandContext.ts';
import { useGraphStoreApi } from './store/useGraphStore.ts';
import { useCanvasWords } from './words.ts';

interface OpenMenu {
  place: CommandPlace;
  context: CommandContext;
  at: { x: number; y: number };
}

/** The menu of what is under the pointer or has the focus; what is selected together is asked together. */
export function useCanvasMenu() {
  const words = useCanvasWords();
  const store = useGraphStoreApi();
  const make = useMakeContext();
  const { screenToFlowPosition } = useReactFlow();
  const [menu, setMenu] = useState<OpenMenu>();
  const onContextMenu = (event: MouseEvent) => {
    const target = event.target as Element;
    if (target.closest('input, textarea, [contenteditable], [data-overview]')) return;
    event.preventDefault();
    const at = { x: event.clientX, y: event.clientY };
    const thing = target.closest('.react-flow__node, .react-flow__edge');
    const context = make({ at: screenToFlowPosition(at), ...chosen(thing) });
    setMenu({ place: placeOf(context), context, at });
  };
  /** The thing, or all that is selected where the thing is part of it. */
  const chosen = (thing: Element | null) => {
    const id = thing?.getAttribute('data-id');
    if (!thing || !id) return { items: new Set<string>(), wires: new Set<string>() };
    const { selection, select } = store.getState();
    const isWire = thing.classList.contains('react-flow__edge');
    if ((isWire ? selection.wires : selection.items).has(id)) return selection;
    const only = { items: new Set(isWire ? [] : [id]), wires: new Set(isWire ? [id] : []) };
    select(only);
    return only;
  };
  const placeOf = ({ items, wires }: CommandContext): CommandPlace => {
    const { nodes, notes } = store.getState().history.present;
    const [item] = items;
    if (items.size + wires.size > 1) return 'selection';
    if (wires.size === 1) return 'wire';
    if (nodes.some(({ id }) => id === item)) return 'node';
    return notes.some(({ id }) => id === item) ? 'note' : items.size === 1 ? 'group' : 'canvas';
  };
  return {
    onContextMenu,
    menu: menu && <CommandMenu {...menu} label={words('menu')} onClose={() => setMenu(undefined)} />,
  };
}
