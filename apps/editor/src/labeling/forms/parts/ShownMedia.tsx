import { lazy, Suspense } from 'react';
import classes from '../../Labeling.module.css';
import { useDeckHere } from '../../media/deck.ts';
import type { MediaKind } from '../../media/media.ts';

/** What shows each kind of media; fetched when a task has some. */
const viewers = {
  image: lazy(() => import('../../media/Picture.tsx')),
  audio: lazy(() => import('../../media/Sound.tsx')),
  video: lazy(() => import('../../media/Film.tsx')),
} satisfies Record<MediaKind, unknown>;

/** A picture, a sound or a video that a labeler judges beside the others of its task. */
export function ShownMedia({ slot }: { slot: string }) {
  const deck = useDeckHere();
  const Viewer = viewers[deck.kind];
  const candidate = deck.candidates.find((one) => one.slot === slot);
  return candidate ? (
    <Suspense fallback={<div className={classes.mediaPlace} />}>
      <Viewer key={candidate.media.url} candidate={candidate} />
    </Suspense>
  ) : null;
}
