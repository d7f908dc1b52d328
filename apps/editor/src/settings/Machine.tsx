import { Progress } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { trpc } from '../api/client.ts';
import { Failure, Loading } from '../app/Messages.tsx';
import { useMarks } from '../i18n/marks.ts';
import { formatBytes } from '../outputs/files.ts';
import classes from './Settings.module.css';
import { useSettingsWords } from './words.ts';

const REFRESH_MILLISECONDS = 10_000;
/** Share in use from which a bar warns. */
const TIGHT = 0.9;

function Meter({ title, total, free }: { title: string; total: number; free: number }) {
  const words = useSettingsWords();
  const { named } = useMarks();
  const used = total > 0 ? (total - free) / total : 0;
  const sentence = words('freeOf', { free: formatBytes(free), total: formatBytes(total) });
  return (
    <div className={classes.meter}>
      <div className={classes.meterHead}>
        <span>{title}</span>
        <span className={classes.quiet}>{sentence}</span>
      </div>
      <Progress
        value={used * 100}
        color={used > TIGHT ? 'yellow' : undefined}
        aria-label={named(title, sentence)}
      />
    </div>
  );
}

/** What the runner runs on. */
export function Machine() {
  const words = useSettingsWords();
  const info = useQuery(trpc.system.info.queryOptions(undefined, { refetchInterval: REFRESH_MILLISECONDS }));
  if (info.isPending) return <Loading />;
  if (info.isLoadingError) return <Failure error={info.error} onRetry={() => void info.refetch()} />;
  const { name, version, node, onnxruntime, devices, dataDirectory, slots, memory, disk } = info.data;
  return (
    <div className={classes.card}>
      <dl className={classes.facts}>
        <dt>{words('machineName')}</dt>
        <dd>{name}</dd>
        <dt>{words('versions')}</dt>
        <dd>
          Heed {version} · Node {node} · onnxruntime {onnxruntime}
        </dd>
        <dt>{words('devices')}</dt>
        <dd>{devices.join(' · ')}</dd>
        <dt>{words('slots')}</dt>
        <dd>
          {words('cpuSlots', { count: slots.cpu })} · {words('trainingSlots', { count: slots.training })}
          {slots.gpu > 0 && ` · ${words('gpuSlots', { count: slots.gpu })}`}
        </dd>
        <dt>{words('dataFolder')}</dt>
        <dd>{dataDirectory}</dd>
      </dl>
      <Meter title={words('memory')} {...memory} />
      <Meter title={words('diskSpace')} {...disk} />
    </div>
  );
}
