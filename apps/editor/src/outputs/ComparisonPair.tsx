import type { ComparisonRow } from '@heed/schema';
import { useContext, useMemo } from 'react';
import { FlagButton } from '../flags/FlagButton.tsx';
import { FlagSourceContext } from '../flags/useFlags.ts';
import { useFormats } from '../i18n/format.ts';
import comparisonClasses from './Comparison.module.css';
import { judgeGain, rewardGain } from './comparisonRows.ts';
import { type DiffPart, diffTexts } from './diff.ts';
import classes from './Outputs.module.css';
import { useOutputWords } from './text.ts';

interface ComparisonPairProps {
  row: ComparisonRow;
  /** Names of the two models, and the level of their headings. */
  before: string;
  after: string;
  level: 3 | 4;
  /** Mark what only one side says. */
  marked: boolean;
  /** Has the judge scores of its own? */
  judged: boolean;
}

/** One prompt with both answers and the difference of their scores. */
export function ComparisonPair({ row, before, after, level, marked, judged }: ComparisonPairProps) {
  const words = useOutputWords();
  const source = useContext(FlagSourceContext);
  const diff = useMemo(() => diffTexts(row.y1, row.y2), [row.y1, row.y2]);
  return (
    <article className={comparisonClasses.pair}>
      <header className={comparisonClasses.pairHead}>
        <p className={comparisonClasses.prompt} dir="auto" translate="no">
          {row.prompt}
        </p>
        <div className={comparisonClasses.deltas}>
          <Delta name={words('reward')} value={rewardGain(row)} />
          {judged && <Delta name={words('judge')} value={judgeGain(row)} />}
          {source && (
            <FlagButton flagged={{ prompt: row.prompt, answers: [row.y1, row.y2] }} source={source} />
          )}
        </div>
      </header>
      <div className={comparisonClasses.sides}>
        <Answer
          name={before}
          level={level}
          parts={diff.before}
          side="before"
          marked={marked}
          reward={row.reward1}
          judge={judged ? row.judge1 : undefined}
        />
        <Answer
          name={after}
          level={level}
          parts={diff.after}
          side="after"
          marked={marked}
          reward={row.reward2}
          judge={judged ? row.judge2 : undefined}
        />
      </div>
    </article>
  );
}

function Delta({ name, value }: { name: string; value: number }) {
  const { number } = useFormats();
  const sign = value > 0 ? 'up' : value < 0 ? 'down' : 'same';
  const arrow = { up: '▲ +', down: '▼ −', same: '= ' }[sign];
  return (
    <span className={comparisonClasses.delta} data-sign={sign}>
      {name} {arrow}
      {number(Math.abs(value))}
    </span>
  );
}

interface AnswerProps {
  name: string;
  level: 3 | 4;
  parts: readonly DiffPart[];
  side: 'before' | 'after';
  marked: boolean;
  reward: number;
  judge?: number;
}

function Answer({ name, level, parts, side, marked, reward, judge }: AnswerProps) {
  const words = useOutputWords();
  const { number } = useFormats();
  const Title = `h${level}` as const;
  const only = words(side === 'before' ? 'onlyBefore' : 'onlyAfter', { name });
  return (
    <div className={comparisonClasses.side}>
      <Title className={comparisonClasses.sideTitle}>{name}</Title>
      <p className={comparisonClasses.answer} dir="auto" translate="no">
        {parts.length === 0 && <em className={classes.quiet}>{words('emptyAnswer')}</em>}
        {parts.map(({ text, changed }, index) =>
          changed && marked ? (
            // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a text have no other identity
            <mark key={index} data-side={side} title={only}>
              {text}
            </mark>
          ) : (
            text
          ),
        )}
      </p>
      <p className={comparisonClasses.scores}>
        <span>
          {words('reward')} <strong>{number(reward)}</strong>
        </span>
        {judge !== undefined && (
          <span>
            {words('judge')} <strong>{number(judge)}</strong>
          </span>
        )}
      </p>
    </div>
  );
}
