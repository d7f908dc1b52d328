import { IconAlertTriangle, IconBoxMultiple, IconNote } from '@tabler/icons-react';
import { KindIcon } from '../canvas/categories.tsx';
import { problemOf } from '../canvas/store/indexes.ts';
import { useCatalogue, useProblems } from '../canvas/store/useGraphStore.ts';
import { useText } from '../i18n/language.ts';
import { useNodeRun } from '../runs/canvas/runState.ts';
import { StateBadge } from '../runs/canvas/StateBadge.tsx';
import classes from './Outline.module.css';
import type { OutlineRow } from './rows.ts';
import { useOutlineWords } from './words.ts';

/** So much of a note is read in a line. */
const NOTE_LENGTH = 120;

type Row<Type extends OutlineRow['type']> = OutlineRow & { type: Type };

function NodeLine({ row: { node, spec } }: { row: Row<'node'> }) {
  const words = useOutlineWords();
  const text = useText();
  const run = useNodeRun(node.id);
  const problem = problemOf(useProblems(), node.id);
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

function PortLine({ row }: { row: Row<'port'> }) {
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

function GroupLine({ row: { group } }: { row: Row<'group'> }) {
  const words = useOutlineWords();
  return (
    <>
      <IconBoxMultiple size={16} aria-hidden="true" />
      <span className={classes.name}>{words('group', { title: group.title || group.id })}</span>
      <span className={classes.quiet}>{words('members', { count: group.nodes.length })}</span>
      {group.collapsed && <span className={classes.quiet}>{words('closed')}</span>}
    </>
  );
}

function NoteLine({ row: { note } }: { row: Row<'note'> }) {
  const words = useOutlineWords();
  const said = note.text.replace(/\s+/g, ' ').slice(0, NOTE_LENGTH);
  return (
    <>
      <IconNote size={16} aria-hidden="true" />
      <span>{said ? words('note', { text: said }) : words('emptyNote')}</span>
    </>
  );
}

/** What a line of the outline says. */
export function OutlineLine({ row }: { row: OutlineRow }) {
  if (row.type === 'node') return <NodeLine row={row} />;
  if (row.type === 'port') return <PortLine row={row} />;
  return row.type === 'group' ? <GroupLine row={row} /> : <NoteLine row={row} />;
}
