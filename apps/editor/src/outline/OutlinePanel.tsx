import { IconAlertTriangle, IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { type KeyboardEvent, type MouseEvent, useMemo, useState } from 'react';
import { KindIcon } from '../canvas/categories.tsx';
import { goToNode } from '../canvas/goCommands.ts';
import { wireId } from '../canvas/store/edits.ts';
import { problemOf } from '../canvas/store/indexes.ts';
import { useCatalogue, useGraph, useGraphStore, useProblems } from '../canvas/store/useGraphStore.ts';
import { CommandMenu } from '../commands/CommandMenu.tsx';
import type { CommandContext } from '../commands/command.ts';
import { useMakeContext } from '../commands/useCommands.ts';
import { useDoCommand } from '../commands/useDoCommand.ts';
import { useText } from '../i18n/language.ts';
import { useNodeRun } from '../runs/canvas/runState.ts';
import { StateBadge } from '../runs/canvas/StateBadge.tsx';
import classes from './Outline.module.css';
import { type OutlineRow, outlineRows } from './rows.ts';
import { useOutlineWords } from './words.ts';

function targetOf(row: OutlineRow) {
  if (row.type === 'node') return { items: new Set([row.node.id]), wires: new Set<string>() };
  return { items: new Set<string>(), wires: new Set(row.wire ? [wireId(row.wire)] : []) };
}

function NodeLine({ row }: { row: OutlineRow & { type: 'node' } }) {
  const words = useOutlineWords();
  const text = useText();
  const run = useNodeRun(row.node.id);
  const problem = problemOf(useProblems(), row.node.id);
  const { node, spec } = row;
  return (
    <>
      {spec && <KindIcon spec={spec} size={16} />}
      <span className={classes.name}>{node.label ?? (spec ? text(spec.title) : node.kind)}</span>
      <span className={classes.quiet}>{node.id}</span>
      {node.mode && <span className={classes.quiet}>{words(node.mode)}</span>}
      {run && <StateBadge state={run.state} size={16} />}
      {problem && (
        <span className={classes.problem}>
          <IconAlertTriangle size={14} aria-hidden="true" /> {text(problem.message)}
        </span>
      )}
    </>
  );
}

function PortLine({ row }: { row: OutlineRow & { type: 'port' } }) {
  const words = useOutlineWords();
  const text = useText();
  const spec = useCatalogue().get(row.node.kind);
  const port = (row.side === 'input' ? spec?.inputs : spec?.outputs)?.[row.port];
  const end = row.side === 'input' ? row.wire?.from : row.wire?.to;
  const other = end ? `${end.node}.${end.port}` : '';
  const title = port ? text(port.title) : row.port;
  if (!end) return <span>{words(`${row.side}Open`, { title })}</span>;
  return <span>{words(row.side, { title, other })}</span>;
}

/** The keys of a tree, as WAI-ARIA has them. */
function useTree(
  rows: readonly OutlineRow[],
  open: ReadonlySet<string>,
  setOpen: (ids: Set<string>) => void,
) {
  const make = useMakeContext();
  const doCommand = useDoCommand();
  const [current, setCurrent] = useState<string>();
  const at = Math.max(
    0,
    rows.findIndex(({ key }) => key === current),
  );
  const focus = (index: number, tree: Element) => {
    const row = rows[Math.min(rows.length - 1, Math.max(0, index))];
    if (!row) return;
    setCurrent(row.key);
    tree.querySelectorAll<HTMLElement>('[role="treeitem"]')[rows.indexOf(row)]?.focus();
  };
  const toggle = (id: string, opened: boolean) => {
    const next = new Set(open);
    if (opened) next.add(id);
    else next.delete(id);
    setOpen(next);
  };
  /** Selects what a line is about; a node is brought into view. */
  const choose = (row: OutlineRow) => {
    setCurrent(row.key);
    const context = make();
    if (row.type === 'node') goToNode(context, row.node.id);
    else context.store.getState().select(targetOf(row));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const row = rows[at];
    if (!row) return;
    const isOpen = row.type === 'node' && open.has(row.node.id);
    const parent = rows.findIndex(({ key }) => key === row.node.id);
    const tree = event.currentTarget;
    const keys: Record<string, () => void> = {
      ArrowDown: () => focus(at + 1, tree),
      ArrowUp: () => focus(at - 1, tree),
      Home: () => focus(0, tree),
      End: () => focus(rows.length - 1, tree),
      ArrowRight: () => (isOpen ? focus(at + 1, tree) : row.type === 'node' && toggle(row.node.id, true)),
      ArrowLeft: () => (isOpen ? toggle(row.node.id, false) : focus(parent, tree)),
      Enter: () => choose(row),
      Delete: () => void doCommand('canvas.delete', targetOf(row)),
    };
    const act = keys[event.key];
    if (!act) return;
    act();
    event.preventDefault();
  };
  return { at, onKeyDown, choose, toggle };
}

/** All of the pipeline as a list, in the order in which it runs: for screen readers, and to find one's way. */
export default function OutlinePanel() {
  const words = useOutlineWords();
  const make = useMakeContext();
  const graph = useGraph();
  const catalogue = useCatalogue();
  const selection = useGraphStore((state) => state.selection);
  const [open, setOpen] = useState(new Set<string>());
  const [menu, setMenu] = useState<{
    row: OutlineRow;
    context: CommandContext;
    at: { x: number; y: number };
  }>();
  const rows = useMemo(() => outlineRows(graph, catalogue, open), [graph, catalogue, open]);
  const { at, onKeyDown, choose, toggle } = useTree(rows, open, setOpen);
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
        className={classes.tree}
        onKeyDown={onKeyDown}
        tabIndex={-1}
      >
        {rows.map((row, index) => {
          const { items, wires } = targetOf(row);
          const opened = open.has(row.node.id);
          const Chevron = opened ? IconChevronDown : IconChevronRight;
          return (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the tree has the keyboard
            <div
              key={row.key}
              role="treeitem"
              aria-level={row.type === 'node' ? 1 : 2}
              aria-expanded={row.type === 'node' ? opened : undefined}
              aria-selected={
                [...items].some((id) => selection.items.has(id)) ||
                [...wires].some((id) => selection.wires.has(id))
              }
              tabIndex={index === at ? 0 : -1}
              className={classes.row}
              onClick={() => choose(row)}
              onContextMenu={(event) => onContextMenu(event, row)}
            >
              {row.type === 'node' ? (
                <>
                  <Chevron
                    size={16}
                    aria-hidden="true"
                    onClick={(event) => {
                      event.stopPropagation();
                      toggle(row.node.id, !opened);
                    }}
                  />
                  <NodeLine row={row} />
                </>
              ) : (
                <PortLine row={row} />
              )}
            </div>
          );
        })}
      </div>
      {menu && (
        <CommandMenu
          place={menu.row.type === 'node' ? 'node' : 'wire'}
          context={menu.context}
          at={menu.at}
          label={words('menu')}
          onClose={() => setMenu(undefined)}
        />
      )}
    </>
  );
}
