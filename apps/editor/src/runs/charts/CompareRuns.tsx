import { Button, Checkbox, CloseButton, Popover } from '@mantine/core';
import { IconArrowsDiff } from '@tabler/icons-react';
import { skipToken, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { trpc } from '../../api/client.ts';
import { useFormats } from '../../i18n/format.ts';
import { StateMark } from '../StateMark.tsx';
import { seriesColor } from '../seriesColors.ts';
import type { RunSummary } from '../view.ts';
import classes from './Charts.module.css';
import { runLabels } from './runLabels.ts';
import { MOST_OTHERS, type OtherRun, otherRuns } from './useOtherCurves.ts';
import { useChartWords } from './words.ts';

/** The runs of a pipeline besides the one shown, newest first; asked for only when `wanted`. */
function useOtherRuns(graph: string, run: string, wanted: boolean): RunSummary[] | undefined {
  const list = useQuery(trpc.runs.list.queryOptions(wanted ? { graph } : skipToken));
  return list.data?.filter(({ id }) => id !== run);
}

/** The runs chosen for comparing, with the names and colors under which the charts show them. */
export function useCompared(graph: string, run: string, chosen: readonly string[]): OtherRun[] {
  const { time } = useFormats();
  const runs = useOtherRuns(graph, run, chosen.length > 0) ?? [];
  const found = chosen.flatMap((id) => runs.filter((one) => one.id === id));
  const labels = runLabels(runs, time);
  return otherRuns(found.map(({ id }) => ({ id, label: labels.get(id) ?? id })));
}

interface CompareRunsProps {
  graph: string;
  run: string;
  chosen: readonly string[];
  onChange(runs: string[]): void;
}

/** Chooses runs whose curves are laid over those of the run shown. */
export function CompareRuns({ graph, run, chosen, onChange }: CompareRunsProps) {
  const words = useChartWords();
  const [opened, setOpened] = useState(false);
  return (
    <Popover
      opened={opened}
      onChange={setOpened}
      width={330}
      position="bottom-end"
      shadow="md"
      withArrow
      trapFocus
    >
      <Popover.Target>
        <Button
          variant="default"
          size="compact-sm"
          leftSection={<IconArrowsDiff size={15} aria-hidden="true" />}
          aria-haspopup="dialog"
          onClick={() => setOpened(!opened)}
        >
          {words('compare')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={words('compareWith')}>
        {opened && <RunChoice graph={graph} run={run} chosen={chosen} onChange={onChange} />}
      </Popover.Dropdown>
    </Popover>
  );
}

function RunChoice({ graph, run, chosen, onChange }: CompareRunsProps) {
  const words = useChartWords();
  const { time } = useFormats();
  const runs = useOtherRuns(graph, run, true);
  if (runs?.length === 0) return words('noOthers');
  const labels = runLabels(runs ?? [], time);
  return (
    <Checkbox.Group value={[...chosen]} onChange={onChange} label={words('compareWith')} size="sm">
      <div className={classes.choice} style={{ marginTop: 8 }}>
        {runs?.map(({ id, state }) => (
          <Checkbox
            key={id}
            value={id}
            size="sm"
            disabled={chosen.length >= MOST_OTHERS && !chosen.includes(id)}
            label={
              <>
                <StateMark of="run" state={state} compact /> {labels.get(id)}
              </>
            }
          />
        ))}
      </div>
    </Checkbox.Group>
  );
}

/** Which color is which run; a run can be taken away here. */
export function RunLegend({
  others,
  onRemove,
}: {
  others: readonly OtherRun[];
  onRemove(run: string): void;
}) {
  const words = useChartWords();
  if (others.length === 0) return null;
  return (
    <ul className={classes.legend}>
      <li>
        <Swatch color={seriesColor(0)} />
        {words('thisRun')}
      </li>
      {others.map(({ run, label, color }) => (
        <li key={run}>
          <Swatch color={color} />
          {label}
          <CloseButton
            size="xs"
            aria-label={words('stopComparing', { run: label })}
            onClick={() => onRemove(run)}
          />
        </li>
      ))}
    </ul>
  );
}

function Swatch({ color }: { color: string }) {
  return <span className={classes.swatch} style={{ background: `var(${color})` }} aria-hidden="true" />;
}
