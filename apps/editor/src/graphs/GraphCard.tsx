import { catalogue } from '@heed/nodes/catalogue.browser.ts';
import { Text } from '@mantine/core';
import { Link } from 'wouter';
import { RunStateLink } from '../app/RunStateBadge.tsx';
import { useFormats } from '../i18n/format.ts';
import { useText } from '../i18n/language.ts';
import { GraphMenu } from './GraphMenu.tsx';
import classes from './Graphs.module.css';
import { mainFigure } from './mainFigure.ts';
import type { GraphSummary } from './view.ts';
import { useGraphsWords } from './words.ts';

/** One saved pipeline in the list. */
export function GraphCard({ graph }: { graph: GraphSummary }) {
  const words = useGraphsWords();
  const { ago, time, figure } = useFormats();
  const text = useText();
  const { lastRun } = graph;
  const main = lastRun && mainFigure(lastRun.results, catalogue);
  return (
    <li className={classes.card}>
      <div className={classes.names}>
        <Link href={`/graphs/${graph.id}`} className={classes.name}>
          {graph.name}
        </Link>
        <Text size="sm" c="dimmed" title={time(graph.updatedAt)}>
          {words('nodes', { count: graph.nodeCount })} · {words('changed', { ago: ago(graph.updatedAt) })}
        </Text>
      </div>
      {main && (
        <div className={classes.figure} title={text(main.metric.help)}>
          <strong>{figure(main.value, main.metric.format)}</strong>
          <Text size="xs" c="dimmed">
            {text(main.metric.title)}
          </Text>
        </div>
      )}
      {lastRun ? (
        <div className={classes.run}>
          <RunStateLink run={lastRun} label={(state) => words('lastRun', { state })} />
          <Text size="xs" c="dimmed" title={time(lastRun.createdAt)}>
            {ago(lastRun.createdAt)}
          </Text>
        </div>
      ) : (
        <Text size="sm" c="dimmed">
          {words('neverRun')}
        </Text>
      )}
      <GraphMenu graph={graph} />
    </li>
  );
}
