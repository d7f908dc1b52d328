import { type CacheDecision, type Cause, describeConfig, type NodeState } from '@heed/schema';
import { Anchor } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { useCommonWords } from '../../i18n/common.ts';
import { useText } from '../../i18n/language.ts';
import { isFinalNodeState } from '../liveRun.ts';
import { specOf } from '../nodeNames.ts';
import runClasses from '../Runs.module.css';
import classes from './Why.module.css';
import { useWhyWords } from './words.ts';

interface WhyProps {
  node: string;
  kind: string;
  cache: CacheDecision | undefined;
  /** What a node of the run is called. */
  nameOf(node: string): string;
}

/** Answers "why did this run?" with what differed, or says which run the result was taken from. */
export function Why({ node, kind, cache, nameOf }: WhyProps) {
  const words = useWhyWords();
  const text = useText();
  if (!cache) return null;
  if (cache.hit)
    return (
      <p className={runClasses.cache}>
        {words(cache.pinned ? 'fromPin' : 'fromCache')} · <RunLink run={cache.fromRun} />
      </p>
    );
  const { causes, reasons, comparedWith } = cache;
  return (
    <section className={runClasses.cache} aria-label={words('whyRan')}>
      <strong>{words('whyRan')}</strong>
      <ul className={classes.causes}>
        {causes?.map((cause) => (
          <li key={JSON.stringify(cause)}>
            <CauseLine node={node} kind={kind} cause={cause} nameOf={nameOf} />
          </li>
        )) ?? reasons.map((reason) => <li key={reason.en}>{text(reason)}</li>)}
      </ul>
      {comparedWith && (
        <p className={classes.compared}>
          {words('compared')} <RunLink run={comparedWith} />
        </p>
      )}
    </section>
  );
}

function RunLink({ run }: { run: string }) {
  const words = useWhyWords();
  return (
    <Anchor component={Link} href={`/runs/${run}`} inherit underline="always">
      {words('openThatRun')}
    </Anchor>
  );
}

type CauseLineProps = Omit<WhyProps, 'cache'> & { cause: Cause };

function CauseLine({ node, kind, cause, nameOf }: CauseLineProps) {
  const words = useWhyWords();
  const common = useCommonWords();
  const text = useText();
  const spec = specOf(kind);
  switch (cause.type) {
    case 'first':
    case 'code':
    case 'gone':
    case 'stop-rules':
      return words(cause.type);
    case 'forced':
      if (cause.from === undefined) return words('wholeGraph');
      return cause.from === node ? words('fromHere') : words('fromNode', { node: nameOf(cause.from) });
    case 'unfinished':
      return words(isFinalNodeState(cause.state as NodeState) ? 'unfinished' : 'underWay', {
        state: common(`node-${cause.state as NodeState}`),
      });
    case 'kind':
    case 'version':
      return <Change title={words(cause.type)} before={cause.before} after={cause.after} />;
    case 'seed':
      if (cause.before === cause.after) return words('ownSeed');
      return <Change title={words('seed')} before={cause.before} after={cause.after} />;
    case 'labels':
      if (cause.before === cause.after) return words('newRound', { round: cause.round });
      return <Change title={words('labels')} before={cause.before} after={cause.after} />;
    case 'config': {
      const field = spec && describeConfig(spec).find(({ name }) => name === cause.field);
      return (
        <Change title={field ? text(field.title) : cause.field} before={cause.before} after={cause.after} />
      );
    }
    case 'input': {
      const port = spec?.inputs[cause.port];
      const title = words('input', { title: port ? text(port.title) : cause.port });
      return (
        <Sides
          title={title}
          before={<Artifacts ids={cause.before} other={cause.after} />}
          after={<Artifacts ids={cause.after} other={cause.before} />}
        />
      );
    }
  }
}

/** Longer values are cut; the whole stands in the title. */
const LONGEST = 80;

function Change({ title, before, after }: { title: string; before: unknown; after: unknown }) {
  return <Sides title={title} before={<Value of={before} />} after={<Value of={after} />} />;
}

function Sides({ title, before, after }: { title: string; before: ReactNode; after: ReactNode }) {
  const words = useWhyWords();
  return (
    <>
      {title}{' '}
      <span className={classes.sides}>
        <span className={runClasses.hidden}>{words('before')}</span>
        {before}
        <span aria-hidden="true">→</span>
        <span className={runClasses.hidden}>{words('after')}</span>
        {after}
      </span>
    </>
  );
}

function Value({ of: value }: { of: unknown }) {
  const words = useWhyWords();
  if (value === undefined) return <em className={runClasses.quiet}>{words('unset')}</em>;
  const whole = typeof value === 'string' ? value : JSON.stringify(value);
  const shown = whole.length > LONGEST ? `${whole.slice(0, LONGEST - 1)}…` : whole;
  return <code title={whole === shown ? undefined : whole}>{shown}</code>;
}

/** Those of some artifacts that the other side does not have, each a link to what it was made from. */
function Artifacts({ ids, other }: { ids: readonly string[]; other: readonly string[] }) {
  const words = useWhyWords();
  const own = ids.filter((id) => !other.includes(id));
  if (ids.length === 0) return <em className={runClasses.quiet}>{words('nothing')}</em>;
  if (own.length === 0 || own.length > 3) return words('artifacts', { count: ids.length });
  return own.map((id) => (
    <Anchor key={id} component={Link} href={`/lineage/${id}`} inherit>
      <code>{id.slice(0, 8)}</code>
    </Anchor>
  ));
}
