import { useQuery } from '@tanstack/react-query';
import type { ComponentProps, ReactNode } from 'react';
import { Link } from 'wouter';
import { trpc } from '../api/client.ts';
import { Failure, Loading } from '../app/Messages.tsx';
import { useFormats } from '../i18n/format.ts';
import { useText } from '../i18n/language.ts';
import { Sparkline } from '../runs/Sparkline.tsx';
import { useNumbers } from './numbers.ts';
import classes from './Quality.module.css';
import { RangeBar } from './RangeBar.tsx';
import type { Range, WorthRun } from './view.ts';
import { useQualityWords } from './words.ts';
import { worthVerdict } from './worthVerdict.ts';

/** Half is guessing: the line of an accuracy begins there. */
const GUESSING = 0.5;
/** The line of a gain ends here on either side. */
const MOST_GAIN = 0.1;

interface WorthProps {
  run: string;
  node: string;
  ceiling: Range | null;
}

/** Would more labels help? What was learned from these, round by round, beside what people reach among themselves. */
export function Worth({ run, node, ceiling }: WorthProps) {
  const words = useQualityWords();
  const worth = useQuery(trpc.quality.worth.queryOptions({ run, node }));
  const runs = worth.data?.runs;
  return (
    <section className={classes.block} aria-labelledby="quality-worth">
      <h2 id="quality-worth" className={classes.blockTitle}>
        {words('worthTitle')}
      </h2>
      {worth.error && <Failure error={worth.error} onRetry={() => void worth.refetch()} />}
      {worth.isPending && <Loading />}
      {runs && (runs.length > 0 ? <Learned runs={runs} ceiling={ceiling} /> : <NothingLearned />)}
    </section>
  );
}

function NothingLearned() {
  const words = useQualityWords();
  return (
    <div className={classes.card}>
      <p>{words('worthNone')}</p>
      <p className={classes.quiet}>{words('worthTeach')}</p>
    </div>
  );
}

function Learned({ runs, ceiling }: { runs: readonly WorthRun[]; ceiling: Range | null }) {
  const words = useQualityWords();
  const { percent } = useNumbers();
  const [newest] = runs;
  const verdict = newest && worthVerdict(newest, ceiling);
  const curve = runs
    .toReversed()
    .flatMap(({ answers, models: [model] }) => (model ? [{ answers, value: model.value }] : []));
  return (
    <div className={classes.card}>
      <div className={classes.worthHead}>
        <p className={classes.worthVerdict}>{verdict && words(`worth_${verdict}`)}</p>
        {curve.length > 2 && (
          <Sparkline
            title={words('worthCurve')}
            curve={{ steps: curve.map(({ answers }) => answers), values: curve.map(({ value }) => value) }}
            width={120}
            height={28}
          />
        )}
      </div>
      <ol className={classes.worthRuns}>
        {runs.map((run) => (
          <LearnedRun key={run.run} run={run} ceiling={ceiling} />
        ))}
      </ol>
      <p className={classes.quiet}>
        {ceiling
          ? words('ceiling', {
              value: percent(ceiling.value),
              low: percent(ceiling.low),
              high: percent(ceiling.high),
            })
          : words('noCeiling')}
      </p>
    </div>
  );
}

/** One run: what learned from how many answers, and how often it is right about answers that it has not seen. */
function LearnedRun({ run, ceiling }: { run: WorthRun; ceiling: Range | null }) {
  const words = useQualityWords();
  const { time } = useFormats();
  const { percent } = useNumbers();
  return (
    <li>
      <p className={classes.worthRun}>
        <Link className={classes.link} href={`/runs/${run.run}`}>
          {words('worthRound', { round: run.round })}
        </Link>
        <span className={classes.quiet}>
          {time(run.at)} · {words('judgements', { count: run.answers })}
        </span>
      </p>
      <dl className={classes.meters}>
        {run.models.map((model) => (
          <Measure
            key={model.artifact}
            report={<Report run={run.run} of={model} />}
            of={model}
            written={percent}
            line={{ from: GUESSING, to: 1, marks: ceiling ? [ceiling.value] : [] }}
          />
        ))}
        {run.gains.map((gain) => (
          <Measure
            key={gain.artifact}
            report={<Report run={run.run} of={gain} isGain />}
            of={gain}
            written={points}
            line={{ from: -MOST_GAIN, to: MOST_GAIN, marks: [0] }}
          />
        ))}
      </dl>
    </li>
  );
}

type Measured = WorthRun['models'][number];

interface MeasureProps {
  report: ReactNode;
  of: Measured;
  written(value: number): string;
  line: Pick<ComponentProps<typeof RangeBar>, 'from' | 'to' | 'marks'>;
}

/** One measured value on its line, with the interval that is known of it. */
function Measure({ report, of: measured, written, line }: MeasureProps) {
  const words = useQualityWords();
  const { value, low, high } = measured;
  return (
    <div>
      <dt>{report}</dt>
      <dd>
        <RangeBar range={rangeOf(measured)} {...line} />
        <strong>{written(value)}</strong>
        {low !== undefined && high !== undefined && (
          <span className={classes.quiet}>
            {words('interval', { low: written(low), high: written(high) })}
          </span>
        )}
      </dd>
    </div>
  );
}

/** The way to the report that says it; of a gain with what it counts. */
function Report({ run, of: { node, title }, isGain }: { run: string; of: Measured; isGain?: boolean }) {
  const words = useQualityWords();
  const text = useText();
  const name = `${text(title)} · ${node}`;
  return (
    <Link className={classes.link} href={`/runs/${run}?node=${node}`}>
      {isGain ? words('gain', { title: name }) : name}
    </Link>
  );
}

function rangeOf({ value, low = value, high = value }: Measured): Range {
  return { value, low, high };
}

/** A difference of shares in percentage points, with its sign. */
function points(gain: number): string {
  return `${gain < 0 ? '\u2212' : '+'}${Math.abs(100 * gain).toFixed(1)}`;
}
