import { Progress } from '@mantine/core';
import { Link } from 'wouter';
import { useAdjudicationWords } from '../adjudication/words.ts';
import classes from '../runs/canvas/Face.module.css';
import { useCanvasRunId } from '../runs/canvas/runState.ts';
import { useNumbers } from './numbers.ts';
import { useQuality } from './useQuality.ts';
import { type Figures, isOfConversations } from './view.ts';
import { useQualityWords } from './words.ts';

interface NodeWaitingProps {
  node: string;
  labeling?: { done: number; total: number; disputes?: number };
}

/** The face of a node that waits for people: how far they are, and how much they agree so far. */
export default function NodeWaiting({ node, labeling = { done: 0, total: 0 } }: NodeWaitingProps) {
  const words = useQualityWords();
  const deciding = useAdjudicationWords();
  const run = useCanvasRunId();
  const { done, total, disputes = 0 } = labeling;
  return (
    <div className={classes.face}>
      <Progress
        value={total ? (done / total) * 100 : 0}
        size={6}
        color="yellow"
        aria-label={words('judged', { done, total })}
      />
      <div className={classes.row}>
        <span>{words('judged', { done, total })}</span>
        {done >= total && disputes > 0 ? (
          <Link className={`${classes.link} nodrag`} href={`/adjudicate/${run}/${node}`}>
            {deciding('toDecide', { count: disputes })}
          </Link>
        ) : (
          <Link className={`${classes.link} nodrag`} href={`/label/${run}/${node}`}>
            {words('judge_now')}
          </Link>
        )}
      </div>
      {run !== undefined && done > 0 && <AlphaRow run={run} node={node} />}
    </div>
  );
}

function AlphaRow({ run, node }: { run: string; node: string }) {
  const words = useQualityWords();
  const { data } = useQuality(run, node, true);
  return (
    <div className={classes.row} title={words('alphaHelp')}>
      <span className={classes.quiet}>{data && <Agreement figures={data.figures} />}</span>
      <Link className={`${classes.link} nodrag`} href={`/quality/${run}/${node}`}>
        {words('quality')}
      </Link>
    </div>
  );
}

/** In one line, how much labelers agree; of conversations of their own, how many turns they judged. */
function Agreement({ figures }: { figures: Figures }) {
  const words = useQualityWords();
  const { plain } = useNumbers();
  const { alpha, low, high } = figures.alpha;
  if (isOfConversations(figures)) return words('turnsJudged', { count: figures.judgements });
  const ofQuestions = figures.questions.flatMap((one) => one.alpha?.alpha ?? []);
  if (figures.alpha.because === 'by-question' && ofQuestions.length > 0)
    return words('alphasByQuestion', {
      low: plain(Math.min(...ofQuestions)),
      high: plain(Math.max(...ofQuestions)),
    });
  if (alpha === null) return words('noAlpha');
  const interval = low !== null && high !== null ? ` (${plain(low)} – ${plain(high)})` : '';
  return `α ${plain(alpha)}${interval}`;
}
