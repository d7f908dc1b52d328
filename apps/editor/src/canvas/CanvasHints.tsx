import { Text, Title } from '@mantine/core';
import { IconEye } from '@tabler/icons-react';
import { Panel } from '@xyflow/react';
import classes from './Canvas.module.css';
import { useGraphStore } from './store/useGraphStore.ts';
import { useCanvasWords } from './words.ts';

/** Says how a wire that was begun by click or key goes on. */
export function WiringHint() {
  const words = useCanvasWords();
  const wiring = useGraphStore((state) => state.wiring);
  if (!wiring?.byKeyboard) return null;
  return (
    <Panel position="top-left">
      <div className={classes.hint} role="status">
        {words('wiringFrom', { from: `${wiring.start.node}.${wiring.start.port}` })}
      </div>
    </Panel>
  );
}

/** Says to a viewer, before the first try, that nothing can be changed here. */
export function LookHint() {
  const words = useCanvasWords();
  return (
    <Panel position="top-left">
      <p className={classes.lookHint}>
        <IconEye size={16} aria-hidden="true" />
        {words('lookOnly')}
      </p>
    </Panel>
  );
}

/** Says on an empty canvas how to begin. */
export function EmptyHint() {
  const words = useCanvasWords();
  const mayEdit = useGraphStore((state) => state.mayEdit);
  return (
    <div className={classes.empty}>
      <Title order={3}>{words(mayEdit ? 'emptyTitle' : 'emptyLookTitle')}</Title>
      <Text c="dimmed">{words(mayEdit ? 'emptyText' : 'emptyLookText')}</Text>
    </div>
  );
}
