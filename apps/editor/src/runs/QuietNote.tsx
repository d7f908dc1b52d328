import { ActionIcon, Popover, Text } from '@mantine/core';
import { IconInfoCircle } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useFormats } from '../i18n/format.ts';
import type { LiveRun } from './liveRun.ts';
import classes from './Runs.module.css';
import { useRunWords } from './text.ts';
import { useNow } from './useNow.ts';
import type { NodeRunView } from './view.ts';

/** A node that has said nothing for so long may hang; most steps take far less. */
const QUIET_MS = 45_000;

/** Says how long nothing was heard of a running node, and what can be done about it. */
export function QuietNote({ live, node }: { live: LiveRun; node: NodeRunView }) {
  const words = useRunWords();
  const { duration } = useFormats();
  const now = useNow(true);
  const [heardAt, setHeardAt] = useState(Date.now);
  const { fraction, message, attempt } = node;
  const [curves, lines] = [live.curves[node.node], live.logged[node.node]];
  // biome-ignore lint/correctness/useExhaustiveDependencies: each of these is a sign of life
  useEffect(() => setHeardAt(Date.now()), [fraction, message, attempt, curves, lines]);
  const quiet = now - heardAt;
  if (quiet < QUIET_MS) return null;
  return (
    <span className={classes.quietNote}>
      {words('quietFor', { time: duration(quiet) })}
      <Popover width={300} withArrow shadow="md">
        <Popover.Target>
          <ActionIcon variant="subtle" color="gray" size="xs" aria-label={words('quietWhy')}>
            <IconInfoCircle size={16} aria-hidden="true" />
          </ActionIcon>
        </Popover.Target>
        <Popover.Dropdown>
          <Text size="sm">{words('quietHelp')}</Text>
        </Popover.Dropdown>
      </Popover>
    </span>
  );
}
