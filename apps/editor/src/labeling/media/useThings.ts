import { things } from '@heed/labeling/contract/things.ts';
import { useContext } from 'react';
import { useLanguage } from '../../i18n/language.ts';
import { useLabelingWords } from '../text.ts';
import { DeckContext } from './deck.ts';

type LabelingWords = ReturnType<typeof useLabelingWords>;

/** Words of the labeler's page that call what is judged by its name: an answer, a picture, a sound, a video. */
export function useThingWords(): LabelingWords {
  const words = useLabelingWords();
  const [language] = useLanguage();
  const { one, several } = things[useContext(DeckContext)?.kind ?? 'text'];
  const thing = one[language];
  const named = { thing, things: several[language], Thing: `${thing[0]?.toUpperCase()}${thing.slice(1)}` };
  return (key, parameters) => words(key, { ...named, ...parameters });
}
