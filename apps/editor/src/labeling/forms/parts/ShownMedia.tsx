import type { ShownTask } from '@heed/schema';
import { type SyntheticEvent, useState } from 'react';
import classes from '../../Labeling.module.css';
import { useLabelingWords } from '../../text.ts';

type Media = NonNullable<ShownTask['candidates'][number]['media']>;

/** A picture or a sound that a labeler judges; pictures beside each other are as large as each other. */
export function ShownMedia({ media }: { media: Media }) {
  const words = useLabelingWords();
  const [isBroken, setBroken] = useState(false);
  const file = { src: media.url, onError: () => setBroken(true) };
  if (isBroken) return <em className={classes.quiet}>{words('mediaBroken')}</em>;
  if (media.type.startsWith('audio/'))
    return (
      <audio
        {...file}
        controls
        preload="auto"
        aria-label={words('sound')}
        className={classes.sound}
        onPlay={giveKeysBack}
      />
    );
  const { width, height } = media;
  return <img {...file} alt={words('picture')} width={width} height={height} className={classes.picture} />;
}

/** A player that is pressed by the pointer would keep the keys that answer; one reached by the keyboard keeps its focus. */
function giveKeysBack({ currentTarget }: SyntheticEvent<HTMLAudioElement>): void {
  if (!currentTarget.matches(':focus-visible')) currentTarget.blur();
}
