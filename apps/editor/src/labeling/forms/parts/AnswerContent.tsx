import type { ShownTask } from '@heed/schema';
import classes from '../../Labeling.module.css';
import { useLabelingWords } from '../../text.ts';
import type { Settings } from '../form.ts';
import { ShownMedia } from './ShownMedia.tsx';
import { ShownText } from './ShownText.tsx';

interface AnswerContentProps {
  candidate: ShownTask['candidates'][number];
  settings: Settings;
}

/** What an answer is. */
export function AnswerContent({ candidate, settings }: AnswerContentProps) {
  const words = useLabelingWords();
  if (candidate.media) return <ShownMedia slot={candidate.slot} />;
  if (!candidate.text.trim()) return <em className={classes.quiet}>{words('emptyAnswer')}</em>;
  return <ShownText text={candidate.text} settings={settings} />;
}
