import type { Figure } from '@heed/schema';
import { Switch } from '@mantine/core';
import { ScrollRegion } from '../app/ScrollRegion.tsx';
import { useFormats } from '../i18n/format.ts';
import { useText } from '../i18n/language.ts';
import { nodeTitle, specOf } from '../runs/nodeNames.ts';
import type { RunView } from '../runs/view.ts';
import classes from './Compare.module.css';
import { pairResults, type ResultPair } from './results.ts';
import { useParameter } from './useParameter.ts';
import { useCompareWords } from './words.ts';

/** The numbers that nodes of both runs reported, with their difference and whether it is for the better. */
export function Results({ before, after }: { before: RunView; after: RunView }) {
  const words = useCompareWords();
  const [shown, setShown] = useParameter('results');
  const onlyDifferent = shown !== 'all';
  const specs = (kind: string) => specOf(kind)?.metrics ?? {};
  const all = pairResults(before.nodes, after.nodes, specs, false);
  if (all.length === 0) return <p className={classes.quiet}>{words('noResults')}</p>;
  const pairs = pairResults(before.nodes, after.nodes, specs, onlyDifferent);
  return (
    <>
      <Switch
        size="sm"
        mb="sm"
        label={words('onlyDifferent')}
        checked={onlyDifferent}
        onChange={(event) => setShown(event.currentTarget.checked ? undefined : 'all')}
      />
      {pairs.length === 0 ? (
        <p className={classes.quiet}>{words('sameResults')}</p>
      ) : (
        <ResultTable pairs={pairs} after={after} />
      )}
    </>
  );
}

function ResultTable({ pairs, after }: { pairs: readonly ResultPair[]; after: RunView }) {
  const words = useCompareWords();
  const text = useText();
  return (
    <ScrollRegion className={classes.scroll} title={words('results')}>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">{words('node')}</th>
            <th scope="col">{words('metric')}</th>
            {(['firstRun', 'secondRun', 'difference'] as const).map((name) => (
              <th key={name} scope="col" className={classes.numeric}>
                {words(name)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {pairs.map((pair, index) => (
            <tr key={`${pair.node} ${pair.metric}`}>
              {pairs[index - 1]?.node !== pair.node && (
                <th scope="row" rowSpan={pairs.filter(({ node }) => node === pair.node).length}>
                  {nodeTitle(after.graph, pair.node, pair.kind, text)}
                </th>
              )}
              <td title={pair.spec && text(pair.spec.help)}>
                {pair.spec ? text(pair.spec.title) : pair.metric}
              </td>
              <Cell value={pair.before} format={pair.spec?.format} title={words('firstRun')} />
              <Cell value={pair.after} format={pair.spec?.format} title={words('secondRun')} />
              <Gain pair={pair} />
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}

interface CellProps {
  value: number | undefined;
  format: Figure['format'] | undefined;
  /** What the column is called, for a phone. */
  title: string;
}

function Cell({ value, format, title }: CellProps) {
  const { figure } = useFormats();
  return (
    <td className={classes.numeric} data-label={title}>
      {value === undefined ? '–' : figure(value, format)}
    </td>
  );
}

function Gain({ pair: { gain, spec, verdict } }: { pair: ResultPair }) {
  const words = useCompareWords();
  const { number } = useFormats();
  const title = words('difference');
  if (gain === undefined)
    return (
      <td className={classes.numeric} data-label={title}>
        –
      </td>
    );
  const sign = gain > 0 ? '+' : gain < 0 ? '−' : '±';
  return (
    <td className={classes.numeric} data-label={title} data-verdict={verdict}>
      {sign}
      {spec?.format === 'percent'
        ? words('percentagePoints', { points: number(Math.abs(gain) * 100) })
        : number(Math.abs(gain))}
      {verdict && <span className={classes.verdict}> {words(verdict)}</span>}
    </td>
  );
}
