import { NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Failure, Loading } from '../app/Messages.tsx';
import { useText } from '../i18n/language.ts';
import { ComparedPairs } from '../outputs/Comparison.tsx';
import { hasRollouts } from '../rollouts/open.ts';
import { nodeTitle, specOf } from '../runs/nodeNames.ts';
import type { NodeRunView, RunView } from '../runs/view.ts';
import classes from './Compare.module.css';
import { readRolloutSamples, readSamples } from './readSamples.ts';
import { useParameter } from './useParameter.ts';
import { useCompareWords } from './words.ts';

interface Both {
  before: RunView;
  after: RunView;
}

interface Source {
  id: string;
  title: string;
  read: () => ReturnType<typeof readSamples>;
}

/** Where answers of both runs to the same prompts may stand: evaluations first, then rollouts. */
function useSources({ before, after }: Both): Source[] {
  const words = useCompareWords();
  const text = useText();
  const earlier = new Map(before.nodes.map((one) => [one.node, one]));
  const title = ({ node, kind }: NodeRunView) => nodeTitle(after.graph, node, kind, text);
  const both = after.nodes.flatMap((node) => {
    const known = earlier.get(node.node);
    const isDone = (one: NodeRunView) => Object.keys(one.outputs).length > 0;
    return known && isDone(known) && isDone(node) ? [{ known, node }] : [];
  });
  const evaluations = both
    .filter(({ node }) => specOf(node.kind)?.category === 'evaluation')
    .map(({ known, node }) => ({
      id: node.node,
      title: title(node),
      read: () => readSamples(known, node),
    }));
  const rollouts = both
    .filter(({ node }) => hasRollouts(node.kind))
    .map(({ node: { node, ...rest } }) => ({
      id: `${node} rollouts`,
      title: words('rolloutsOf', { node: title({ node, ...rest }) }),
      read: () => readRolloutSamples({ run: before.id, node }, { run: after.id, node }),
    }));
  return [...evaluations, ...rollouts];
}

/** Answers of both runs to the same prompts, with what differs marked, and both rewards. */
export function Answers({ before, after }: Both) {
  const words = useCompareWords();
  const sources = useSources({ before, after });
  const [chosen, setChosen] = useParameter('answers');
  const source = sources.find(({ id }) => id === chosen) ?? sources[0];
  if (!source) return <p className={classes.quiet}>{words('noAnswers')}</p>;
  return (
    <>
      {sources.length > 1 && (
        <NativeSelect
          size="xs"
          maw={360}
          mb="sm"
          label={words('answersFrom')}
          value={source.id}
          onChange={(event) => setChosen(event.currentTarget.value)}
          data={sources.map(({ id, title }) => ({ value: id, label: title }))}
        />
      )}
      <SourceAnswers key={source.id} source={source} runs={`${before.id} ${after.id}`} />
    </>
  );
}

function SourceAnswers({ source, runs }: { source: Source; runs: string }) {
  const words = useCompareWords();
  const samples = useQuery({
    queryKey: ['compared-answers', runs, source.id],
    queryFn: async () => (await source.read()) ?? null,
  });
  if (samples.isLoadingError) return <Failure error={samples.error} onRetry={() => void samples.refetch()} />;
  if (samples.data === undefined) return <Loading />;
  if (!samples.data || samples.data.rows.length === 0)
    return <p className={classes.quiet}>{words('noAnswers')}</p>;
  const { rows, alone } = samples.data;
  return (
    <>
      <p className={classes.quiet}>
        {words('ownRewards')} {alone > 0 && words('alone', { count: alone })}
      </p>
      <ComparedPairs rows={rows} before={words('firstRun')} after={words('secondRun')} level={3} />
    </>
  );
}
