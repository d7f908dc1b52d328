import { useFormats } from '../i18n/format.ts';
import classes from './Quality.module.css';
import { isOfConversations, type QualityView } from './view.ts';
import { useQualityWords } from './words.ts';

/** Without an answer for so long nobody is at work. */
const QUIET_MS = 15 * 60_000;

interface ProgressProps {
  view: QualityView;
  labeling?: { done: number; total: number };
  isOpen: boolean;
}

/** How many answers there are, of whom, and how long the rest will take at this pace. */
export function Progress({ view: { at, figures }, labeling, isOpen }: ProgressProps) {
  const words = useQualityWords();
  const { duration } = useFormats();
  const { judgements, tasks, people, judges, pace } = figures;
  const isBusy = isOpen && pace !== null && at - pace.lastAt < QUIET_MS;
  const left = labeling ? labeling.total - labeling.done : 0;
  const isOwn = isOfConversations(figures);
  const given = isOwn ? words('turnsJudged', { count: judgements }) : words('tasks', { count: tasks });
  const parts = [
    labeling
      ? words(isOwn ? 'conversations' : 'progress', labeling)
      : words('judgements', { count: judgements }),
    ...(judgements > 0 ? [given, words('people', { count: people })] : []),
    ...(judges > 0 ? [words('judges', { count: judges })] : []),
    ...(isBusy ? [words('atWork', { count: pace.atWork })] : []),
    ...(isBusy && left > 0 && !isOwn
      ? [words('left', { time: duration((left / pace.perMinute) * 60_000) })]
      : []),
    ...(isOpen ? [] : [words('closed')]),
  ];
  return <p className={classes.progress}>{parts.join(' · ')}</p>;
}
