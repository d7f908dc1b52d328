import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { type MouseEvent, useMemo, useState } from 'react';
import { useCatalogue, useGraph, useGraphStore } from '../canvas/store/useGraphStore.ts';
import { CommandMenu } from '../commands/CommandMenu.tsx';
import type { CommandContext } from '../commands/command.ts';
import { useMakeContext } from '../commands/commandContext.ts';
import classes from './Outline.module.css';
import { OutlineLine } from './OutlineLine.tsx';
import { type OutlineRow, opens, outlineRows } from './rows.ts';
import { placeOf, targetOf, useTree } from './useTree.ts';
import { useOutlineWords } from './words.ts';

/** All of the pipeline as a list, in the order in which it runs: for screen readers, and to find one's way. */
export default function OutlinePanel() {
  const words = useOutlineWords();
  const make = useMakeContext();
  const graph = useGraph();
  const catalogue = useCatalogue();
  const selection = useGraphStore((state) => state.selection);
  const [open, setOpen] = useState(() => new Set(graph.groups.map(({ id }) => id)));
  const [menu, setMenu] = useState<{
    row: OutlineRow;
    context: CommandContext;
    at: { x: number; y: number };
  }>();
  const rows = useMemo(() => outlineRows(graph, catalogue, open), [graph, catalogue, open]);
  const { at, treeProps, choose, toggle } = useTree(rows, open, setOpen);
  if (rows.length === 0) return <p className={classes.none}>{words('nothing')}</p>;
  const onContextMenu = (event: MouseEvent, row: OutlineRow) => {
    event.preventDefault();
    const context = make(targetOf(row));
    if (context.items.size + context.wires.size > 0)
      setMenu({ row, context, at: { x: event.clientX, y: event.clientY } });
  };
  return (
    <>
      <div
        role="tree"
        aria-label={words('outline')}
        aria-multiselectable
        className={classes.tree}
        tabIndex={-1}
        {...treeProps}
      >
        {rows.map((row, index) => {
          const { items, wires } = targetOf(row);
          const opened = open.has(row.key);
          const Chevron = opened ? IconChevronDown : IconChevronRight;
          return (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the tree has the keyboard
            <div
              key={row.key}
              role="treeitem"
              aria-level={row.level}
              aria-expanded={opens(row) ? opened : undefined}
              aria-selected={
                [...items].some((id) => selection.items.has(id)) ||
                [...wires].some((id) => selection.wires.has(id))
              }
              tabIndex={index === at ? 0 : -1}
              className={classes.row}
              data-type={row.type}
              onClick={() => choose(row)}
              onContextMenu={(event) => onContextMenu(event, row)}
            >
              {opens(row) && (
                <Chevron
                  size={16}
                  aria-hidden="true"
                  onClick={(event) => {
                    event.stopPropagation();
                    toggle(row.key, !opened);
                  }}
                />
              )}
              <OutlineLine row={row} />
            </div>
          );
        })}
      </div>
      {menu && (
        <CommandMenu
          place={placeOf(menu.row)}
          context={menu.context}
          at={menu.at}
          label={words('menu')}
          onClose={() => setMenu(undefined)}
        />
      )}
    </>
  );
}
