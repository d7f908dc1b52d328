import { type KeyboardEvent, useLayoutEffect, useRef, useState } from 'react';
import { goToNode } from '../canvas/goCommands.ts';
import { wireId } from '../canvas/store/edits.ts';
import type { CommandPlace } from '../commands/command.ts';
import { useMakeContext } from '../commands/commandContext.ts';
import { sayLookOnly } from '../commands/lookOnly.ts';
import { commands, isOffered, runCommand } from '../commands/registry.ts';
import { keysOf } from '../commands/useShortcuts.ts';
import { type OutlineRow, opens } from './rows.ts';

/** What a line is about, as commands take it; a port without a wire is about nothing. */
export function targetOf(row: OutlineRow) {
  if (row.type !== 'port') return { items: new Set([row.key]), wires: new Set<string>() };
  return { items: new Set<string>(), wires: new Set(row.wire ? [wireId(row.wire)] : []) };
}

/** The chosen ids with those that were not chosen, and without those that were. */
function switched(chosen: ReadonlySet<string>, ids: ReadonlySet<string>): Set<string> {
  const others = [...ids].filter((id) => !chosen.has(id));
  return new Set([...[...chosen].filter((id) => !ids.has(id)), ...others]);
}

/** Which menu a line has. */
export function placeOf(row: OutlineRow): CommandPlace {
  return row.type === 'port' ? 'wire' : row.type;
}

/** The keys of a tree as WAI-ARIA has them; besides, every command of a line by its own keys. */
export function useTree(
  rows: readonly OutlineRow[],
  open: ReadonlySet<string>,
  setOpen: (ids: Set<string>) => void,
) {
  const make = useMakeContext();
  const [current, setCurrent] = useState<string>();
  const tree = useRef<HTMLDivElement>(null);
  const place = useRef(0);
  const found = rows.findIndex(({ key }) => key === current);
  // where the line is gone, the one that took its place
  const at = found >= 0 ? found : Math.min(place.current, rows.length - 1);
  place.current = Math.max(0, at);
  const focusAt = (index: number) =>
    tree.current?.querySelectorAll<HTMLElement>('[role="treeitem"]')[index]?.focus();
  const hasFocus = useRef(false);
  useLayoutEffect(() => {
    if (hasFocus.current && document.activeElement === document.body) focusAt(place.current);
  });
  const focus = (index: number) => {
    const next = Math.min(rows.length - 1, Math.max(0, index));
    setCurrent(rows[next]?.key);
    focusAt(next);
  };
  const toggle = (id: string, opened: boolean) => {
    const next = new Set(open);
    if (opened) next.add(id);
    else next.delete(id);
    setOpen(next);
  };
  /** Selects what a line is about and goes there; at a port without a wire, one is drawn. */
  const choose = (row: OutlineRow) => {
    setCurrent(row.key);
    const context = make(targetOf(row));
    if (row.type !== 'port') goToNode(context, row.key);
    else if (row.wire) context.store.getState().select(targetOf(row));
    else if (!context.saving.mayEdit) sayLookOnly(context);
    else
      context.editor.connect({
        node: row.node.id,
        port: { node: row.node.id, port: row.port, side: row.side },
      });
  };
  /** Adds a line to the selection, or takes it out. */
  const select = (row: OutlineRow) => {
    const { selection, select: set } = make().store.getState();
    const { items, wires } = targetOf(row);
    set({ items: switched(selection.items, items), wires: switched(selection.wires, wires) });
  };
  const command = (row: OutlineRow, keys: string) => {
    const context = make(targetOf(row));
    const one = commands.find(
      (command) =>
        command.keys?.includes(keys) && command.where.includes(placeOf(row)) && isOffered(command, context),
    );
    return one && (() => void runCommand(one, context));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const row = rows[at];
    if (!row || event.defaultPrevented) return;
    const isOpen = opens(row) && open.has(row.key);
    const keys: Record<string, () => void> = {
      ArrowDown: () => focus(at + 1),
      ArrowUp: () => focus(at - 1),
      Home: () => focus(0),
      End: () => focus(rows.length - 1),
      ArrowRight: () => (isOpen ? focus(at + 1) : opens(row) && toggle(row.key, true)),
      ArrowLeft: () =>
        isOpen
          ? toggle(row.key, false)
          : row.parent && focus(rows.findIndex(({ key }) => key === row.parent)),
      Enter: () => choose(row),
      ' ': () => select(row),
    };
    const pressed = keysOf(event);
    const act = keys[pressed] ?? command(row, pressed);
    if (!act) return;
    act();
    event.preventDefault();
    event.stopPropagation();
  };
  const treeProps = {
    ...{ ref: tree, onKeyDown },
    onFocus: () => {
      hasFocus.current = true;
    },
    onBlur: (event: { relatedTarget: EventTarget | null; target: Element }) => {
      // a line that is removed loses the focus to nothing, and another one takes it
      if (event.relatedTarget !== null || event.target.isConnected) hasFocus.current = false;
    },
  };
  return { at, treeProps, choose, toggle };
}
