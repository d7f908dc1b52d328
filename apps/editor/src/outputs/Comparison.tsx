import type { ComparisonRow, ReportBlock } from '@heed/schema';
import { Button, Group, NativeSelect, Switch } from '@mantine/core';
import { useDeferredValue, useMemo, useState } from 'react';
import { Failure, Loading } from '../app/Messages.tsx';
import { useText } from '../i18n/language.ts';
import comparisonClasses from './Comparison.module.css';
import { ComparisonPair } from './ComparisonPair.tsx';
import {
  arrangeComparison,
  type ComparisonOrder,
  comparisonOrders,
  countGains,
  hasJudge,
  judgeGain,
  rewardGain,
} from './comparisonRows.ts';
import classes from './Outputs.module.css';
import { SearchField } from './SearchField.tsx';
import { useOutputWords } from './text.ts';
import { MAX_COMPARED, useComparison } from './useComparison.ts';

type Block = Extract<ReportBlock, { type: 'comparison' }>;

/** Pairs drawn at once, and more on each press. */
const PORTION = 20;

const orderWords = {
  rewardUp: 'sortRewardUp',
  rewardDown: 'sortRewardDown',
  judgeUp: 'sortJudgeUp',
  judgeDown: 'sortJudgeDown',
  none: 'sortNone',
} as const satisfies Record<ComparisonOrder, string>;

/** y1 beside y2 for every prompt, with both scores, ordered by their difference. */
export function Comparison({ block, artifact }: { block: Block; artifact: string }) {
  const words = useOutputWords();
  const text = useText();
  const comparison = useComparison(artifact, block.file);
  if (comparison.isLoadingError)
    return <Failure error={comparison.error} onRetry={() => void comparison.refetch()} />;
  if (!comparison.data) return <Loading />;
  const { rows, total } = comparison.data;
  if (rows.length === 0) return <p className={classes.quiet}>{words('noRows')}</p>;
  return (
    <>
      {total > rows.length && (
        <p className={classes.quiet}>{words('partOfRows', { shown: MAX_COMPARED, total })}</p>
      )}
      <ComparedPairs rows={rows} before={text(block.before)} after={text(block.after)} level={4} />
    </>
  );
}

interface ComparedPairsProps {
  rows: readonly ComparisonRow[];
  /** Names of the two sides, and the level of their headings. */
  before: string;
  after: string;
  level: 3 | 4;
}

/** Two answers to every prompt side by side, with the tally of which scores higher. */
export function ComparedPairs({ rows, before, after, level }: ComparedPairsProps) {
  const words = useOutputWords();
  const judged = useMemo(() => hasJudge(rows), [rows]);
  const [search, setSearch] = useState('');
  const [order, setOrder] = useState<ComparisonOrder>('rewardUp');
  const [marked, setMarked] = useState(true);
  const [limit, setLimit] = useState(PORTION);
  const wanted = useDeferredValue(search);
  const found = useMemo(() => arrangeComparison(rows, order, wanted), [rows, order, wanted]);
  const orders = comparisonOrders.filter((one) => judged || !one.startsWith('judge'));
  return (
    <>
      <Tally rows={rows} judged={judged} />
      <Group align="end" gap="sm" my="sm">
        <SearchField value={search} onChange={setSearch} />
        <NativeSelect
          size="xs"
          label={words('sort')}
          value={order}
          onChange={(event) => setOrder(event.currentTarget.value as ComparisonOrder)}
          data={orders.map((value) => ({ value, label: words(orderWords[value]) }))}
        />
        <Switch
          size="sm"
          mb={6}
          label={words('markDifferences')}
          checked={marked}
          onChange={(event) => setMarked(event.currentTarget.checked)}
        />
      </Group>
      <p className={classes.quiet} role="status">
        {search !== '' &&
          (found.length > 0
            ? words('matches', { count: found.length, shown: found.length })
            : words('noMatches', { search }))}
      </p>
      <ol className={comparisonClasses.pairs}>
        {found.slice(0, limit).map((row) => (
          <li key={row.promptId}>
            <ComparisonPair row={row} {...{ before, after, level, marked, judged }} />
          </li>
        ))}
      </ol>
      {found.length > limit && (
        <Button variant="default" size="xs" mt="sm" onClick={() => setLimit(limit + PORTION)}>
          {words('showMore', { count: Math.min(PORTION, found.length - limit) })}
        </Button>
      )}
    </>
  );
}

/** Wins, losses and ties in words and as a bar. */
function Tally({ rows, judged }: { rows: readonly ComparisonRow[]; judged: boolean }) {
  const words = useOutputWords();
  const { wins, losses, ties } = countGains(rows.map(judged ? judgeGain : rewardGain));
  const score = words(judged ? 'byJudge' : 'byReward');
  return (
    <div>
      <div className={comparisonClasses.tally} aria-hidden="true">
        <span data-part="wins" style={{ flexGrow: wins }} />
        <span data-part="ties" style={{ flexGrow: ties }} />
        <span data-part="losses" style={{ flexGrow: losses }} />
      </div>
      <p className={classes.quiet}>{words('better', { wins, losses, ties, total: rows.length, score })}</p>
    </div>
  );
}
