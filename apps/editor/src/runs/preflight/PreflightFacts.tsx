import type { ReactNode } from 'react';
import { useMarks } from '../../i18n/marks.ts';
import { formatBytes } from '../../outputs/files.ts';
import { memoryNeed, type Preflight } from './asking.ts';
import classes from './Preflight.module.css';
import { useDurationText } from './useDurationText.ts';
import { usePreflightWords } from './words.ts';

interface PreflightFactsProps {
  ahead: Preflight;
  nameOf(node: string): string;
}

/** Memory, time and disk of the whole run. */
export function PreflightFacts({ ahead, nameOf }: PreflightFactsProps) {
  const words = usePreflightWords();
  const { several } = useMarks();
  const duration = useDurationText();
  const { total, unknown, diskFree, nodes } = ahead;
  const isKnown = unknown.length < nodes.length;
  const between = (low: string, high: string) =>
    low === high ? words('about', { value: low }) : words('range', { low, high });
  const seconds = between(duration(total.seconds.low), duration(total.seconds.high));
  const bytes = between(formatBytes(total.bytes.low), formatBytes(total.bytes.high));
  return (
    <dl className={classes.facts}>
      <Fact title={words('memory')}>
        <Memory ahead={ahead} />
      </Fact>
      <Fact title={words('time')}>
        {isKnown ? (
          <>
            <strong>{seconds}</strong> <span className={classes.quiet}>{words('withoutCache')}</span>
          </>
        ) : (
          words('unknownYet')
        )}
        {nodes.some(({ seconds }) => seconds?.basis === 'same-kind') && (
          <p className={classes.quiet}>{words('otherSettings')}</p>
        )}
        {isKnown && unknown.length > 0 && (
          <p className={classes.quiet}>{words('unknownNodes', { nodes: several(unknown.map(nameOf)) })}</p>
        )}
      </Fact>
      <Fact title={words('disk')}>
        {isKnown && <strong>{bytes} </strong>}
        <span className={classes.quiet}>{words('diskFree', { free: formatBytes(diskFree) })}</span>
      </Fact>
    </dl>
  );
}

function Fact({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div>
      <dt>{title}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** The need of the most demanding node beside what the machine has: sure in full color, possible in a pale one. */
function Memory({ ahead }: { ahead: Preflight }) {
  const words = usePreflightWords();
  const { total, free } = ahead.memory;
  const need = memoryNeed(ahead);
  const have = { total: formatBytes(total), free: formatBytes(free) };
  if (!need) return words('memoryUnknown', have);
  const share = (bytes: number) => `${Math.min(100, (bytes / total) * 100)}%`;
  return (
    <>
      <div
        className={classes.bar}
        role="img"
        aria-label={words('memoryBar', { need: formatBytes(need.most), ...have })}
        data-tight={need.most > free || undefined}
      >
        <span className={classes.most} style={{ width: share(need.most) }} />
        <span className={classes.least} style={{ width: share(need.least) }} />
        <span className={classes.free} style={{ insetInlineStart: share(free) }} />
      </div>
      {words('memoryOf', { least: formatBytes(need.least), most: formatBytes(need.most), ...have })}
    </>
  );
}
