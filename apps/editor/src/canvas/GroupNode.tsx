import { ActionIcon } from '@mantine/core';
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import type { NodeProps } from '@xyflow/react';
import { memo } from 'react';
import { useText } from '../i18n/language.ts';
import { PortGlyph } from '../theme/PortGlyph.tsx';
import type { GroupFlowNode } from './flow.ts';
import classes from './GroupNode.module.css';
import type { CardPort } from './groupView.ts';
import { PORT_SIZE, portY } from './nodeGeometry.ts';
import { setGroup } from './store/groups.ts';
import { problemOf } from './store/indexes.ts';
import { useCatalogue, useGraphStoreApi, useProblems } from './store/useGraphStore.ts';
import { useCanvasWords } from './words.ts';

interface PortProps {
  port: CardPort;
  row: number;
  side: 'left' | 'right';
  /** Is there a port on the other side of this row? Then each has half of it. */
  shared: boolean;
}

function Port({ port, row, side, shared }: PortProps) {
  const text = useText();
  const catalogue = useCatalogue();
  const { nodes } = useGraphStoreApi().getState().history.present;
  const node = nodes.find(({ id }) => id === port.title.node);
  const spec = node && catalogue.get(node.kind);
  const title = (side === 'left' ? spec?.inputs : spec?.outputs)?.[port.title.port]?.title;
  return (
    <>
      <i
        className={`${classes.end} ${side === 'left' ? 'target' : 'source'}`}
        data-handleid={port.id}
        data-handlepos={side}
        style={{ top: portY(row) - PORT_SIZE / 2, [side]: -PORT_SIZE / 2 }}
      >
        <PortGlyph type={port.type} />
      </i>
      <span
        className={classes.port}
        data-side={side}
        data-shared={shared || undefined}
        style={{ top: portY(row) }}
        title={port.id}
      >
        {title ? text(title) : port.id} <span className={classes.quiet}>{port.title.node}</span>
      </span>
    </>
  );
}

/** A group: a box behind its members with a title, or a card in their place. */
export const GroupNode = memo(function GroupNode({ data, selected }: NodeProps<GroupFlowNode>) {
  const { group, inputs, outputs } = data.drawing;
  const words = useCanvasWords();
  const store = useGraphStoreApi();
  const problems = useProblems();
  const collapsed = group.collapsed === true;
  const wrong = collapsed && group.nodes.some((id) => problemOf(problems, id));
  const Chevron = collapsed ? IconChevronRight : IconChevronDown;
  const toggle = () => {
    const { mayEdit, edit, look } = store.getState();
    (mayEdit ? edit : look)((graph) => setGroup(graph, group.id, { collapsed: !collapsed }));
  };
  return (
    <div
      className={classes.group}
      data-collapsed={collapsed || undefined}
      data-selected={selected || undefined}
      data-problem={wrong || undefined}
      data-color={group.color}
      data-node={group.id}
    >
      <div className={classes.title}>
        <ActionIcon
          variant="subtle"
          color="gray"
          size="sm"
          className="nodrag"
          aria-expanded={!collapsed}
          aria-label={words(collapsed ? 'expandGroup' : 'collapseGroup', { title: group.title || group.id })}
          onClick={toggle}
        >
          <Chevron size={16} />
        </ActionIcon>
        <span>{group.title || words('group')}</span>
      </div>
      {inputs.map((port, row) => (
        <Port key={port.id} port={port} row={row} side="left" shared={row < outputs.length} />
      ))}
      {outputs.map((port, row) => (
        <Port key={port.id} port={port} row={row} side="right" shared={row < inputs.length} />
      ))}
      {collapsed && <span className={classes.count}>{words('members', { count: group.nodes.length })}</span>}
    </div>
  );
});
