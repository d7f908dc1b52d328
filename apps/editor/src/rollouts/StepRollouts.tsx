import { Button, NativeSelect } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useMemo, useState } from 'react';
import { Failure, Loading } from '../app/Messages.tsx';
import { useFormats } from '../i18n/format.ts';
import { Histogram } from '../outputs/Histogram.tsx';
import { SearchField } from '../outputs/SearchField.tsx';
import { PromptCard } from './PromptCard.tsx';
import type { RolloutsPlace } from './place.ts';
import classes from './Rollouts.module.css';
import {
  groupByPrompt,
  type Rollout,
  type RolloutOrder,
  rolloutOrders,
  scoreHistogram,
  sumUp,
} from './rolloutRows.ts';
import { MOST_ROLLOUTS, type RolloutsOfStep, useRollouts } from './useRollouts.ts';
import { useRolloutWords } from './words.ts';

/** Prompts drawn at once, and more on each press. */
const PORTION = 20;

interface StepRolloutsProps {
  place: RolloutsPlace;
  onStep(step: number): void;
}

/** The answers of one step: what they come to, how their scores lie, and each of them. */
export function StepRollouts({ place, onStep }: StepRolloutsProps) {
  const [order, setOrder] = useState<RolloutOrder>('sampled');
  const [search, setSearch] = useState('');
  const [wanted] = useDebouncedValue(search.trim(), 250);
  const found = useRollouts(place, order, wanted);
  if (found.isLoadingError) return <Failure error={found.error} onRetry={() => void found.refetch()} />;
  if (!found.data) return <Loading />;
  const { rollouts, steps } = found.data;
  if (rollouts.length === 0 && wanted === '') return <Missing place={place} steps={steps} onStep={onStep} />;
  return (
    <>
      {wanted === '' && <Summary rollouts={rollouts} />}
      <div className={classes.toolbar}>
        <SearchField value={search} onChange={setSearch} />
        <Order value={order} onChange={setOrder} />
      </div>
      <Answers
        key={`${place.step} ${order} ${wanted}`}
        place={place}
        found={found.data}
        search={wanted}
        onStep={onStep}
      />
    </>
  );
}

interface MissingProps extends StepRolloutsProps {
  steps: RolloutsOfStep['steps'];
}

/** Says why there is nothing to read, and leads to what there is. */
function Missing({ place: { step }, steps, onStep }: MissingProps) {
  const words = useRolloutWords();
  if (!steps)
    return (
      <p className={classes.quiet} role="status">
        {words('noneYet')}
      </p>
    );
  const isAhead = step > steps.last;
  const nearest = isAhead ? steps.last : steps.first;
  return (
    <div role="status">
      <p className={classes.quiet}>{words(isAhead ? 'notYet' : 'notThere', { step, ...steps })}</p>
      <Button size="xs" variant="default" onClick={() => onStep(nearest)}>
        {words('showStep', { step: nearest })}
      </Button>
    </div>
  );
}

function Summary({ rollouts }: { rollouts: readonly Rollout[] }) {
  const words = useRolloutWords();
  const { number, percent } = useFormats();
  const sums = sumUp(rollouts);
  const plain = (value: number | undefined) => (value === undefined ? undefined : number(value));
  const shown = [
    ['answers', number(sums.count)],
    ['meanScore', plain(sums.score)],
    ['meanKl', plain(sums.klDivergence)],
    ['meanTokens', plain(sums.tokens)],
    ['finishedShare', sums.finished === undefined ? undefined : percent(sums.finished)],
  ] as const;
  const title = words('scores');
  const histogram = useMemo(() => scoreHistogram(rollouts, { en: title, zh: title }), [rollouts, title]);
  return (
    <>
      <dl className={classes.summary}>
        {shown.map(([name, value]) =>
          value === undefined ? null : (
            <div key={name}>
              <dt>{words(name)}</dt>
              <dd>{value}</dd>
            </div>
          ),
        )}
      </dl>
      {histogram && (
        <div className={classes.histogram}>
          <Histogram block={histogram} />
        </div>
      )}
    </>
  );
}

function Order({ value, onChange }: { value: RolloutOrder; onChange(value: RolloutOrder): void }) {
  const words = useRolloutWords();
  return (
    <NativeSelect
      size="xs"
      label={words('order')}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value as RolloutOrder)}
      data={(Object.keys(rolloutOrders) as RolloutOrder[]).map((name) => ({
        value: name,
        label: words(name),
      }))}
    />
  );
}

interface AnswersProps extends StepRolloutsProps {
  found: RolloutsOfStep;
  search: string;
}

function Answers({ place, found: { rollouts, total, artifact }, search, onStep }: AnswersProps) {
  const words = useRolloutWords();
  const [limit, setLimit] = useState(PORTION);
  const groups = useMemo(() => groupByPrompt(rollouts), [rollouts]);
  if (groups.length === 0)
    return (
      <p className={classes.quiet} role="status">
        {words('noMatches', { search })}
      </p>
    );
  return (
    <>
      {total > rollouts.length && (
        <p className={classes.quiet}>{words('firstOnly', { shown: MOST_ROLLOUTS, total })}</p>
      )}
      <ol className={classes.prompts}>
        {groups.slice(0, limit).map((group) => (
          <li key={group.promptId}>
            <PromptCard place={place} group={group} artifact={artifact} onStep={onStep} />
          </li>
        ))}
      </ol>
      {groups.length > limit && (
        <Button variant="default" size="xs" mt="sm" onClick={() => setLimit(limit + PORTION)}>
          {words('showMore', { count: Math.min(PORTION, groups.length - limit) })}
        </Button>
      )}
    </>
  );
}
