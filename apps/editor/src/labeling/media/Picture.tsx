import { useEffect, useRef, useState } from 'react';
import { useDeckHere, useDeckState } from './deck.ts';
import { Caption } from './Film.tsx';
import classes from './Media.module.css';
import type { MediaCandidate } from './media.ts';
import { useView, viewOf } from './pictures.ts';
import { useMediaWords } from './text.ts';
import { usePanZoom } from './usePanZoom.ts';

/** From so many screen pixels a pixel on, pixels are drawn as squares: what is judged is not what a browser makes up. */
const SQUARE = 2;

/** A picture that shows the same part as all others of its task. */
export default function Picture({ candidate }: { candidate: MediaCandidate }) {
  const words = useMediaWords();
  const deck = useDeckHere();
  const view = viewOf(deck);
  const { scale, x, y, fit } = useView(deck);
  const { active } = useDeckState(deck);
  const frame = useRef<HTMLDivElement>(null);
  const [isBroken, setBroken] = useState(false);
  usePanZoom(frame, view);
  useFit(frame, deck.candidates[0]?.slot === candidate.slot ? candidate.media.width : undefined, view);
  const shown = deck.candidates.find(({ slot }) => slot === active) ?? candidate;
  const { width = 1, height = 1 } = candidate.media;
  const { number } = shown;
  if (isBroken) return <em className={classes.quiet}>{words('broken')}</em>;
  return (
    <figure className={classes.pictureBox} data-media>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be cut to a picture's shape in all browsers */}
      <div
        ref={frame}
        className={classes.frame}
        data-enlarged={scale > 1 || undefined}
        style={
          {
            aspectRatio: `${width} / ${height}`,
            '--ratio': width / height,
            '--width': `${width}px`,
          } as React.CSSProperties
        }
        // biome-ignore lint/a11y/noNoninteractiveTabindex: arrows move the picture while it has the focus
        tabIndex={0}
        role="group"
        aria-label={words('pictureToJudge', { number, percent: Math.round(100 * scale * fit) })}
      >
        <img
          src={shown.media.url}
          alt={words('imageNumber', { number })}
          draggable={false}
          data-square={scale * fit >= SQUARE || undefined}
          style={{
            transform: `translate(${100 * (0.5 - x * scale)}%, ${100 * (0.5 - y * scale)}%) scale(${scale})`,
          }}
          onError={() => setBroken(true)}
        />
        {shown !== candidate && <span className={classes.badge}>{words('imageNumber', { number })}</span>}
      </div>
      <Caption media={shown.media} />
    </figure>
  );
}

/** Measures how large one pixel of a picture is where it fits. */
function useFit(
  frame: React.RefObject<HTMLElement | null>,
  width: number | undefined,
  view: ReturnType<typeof viewOf>,
) {
  useEffect(() => {
    const element = frame.current;
    if (!element || !width) return;
    const measured = new ResizeObserver(() => view.set({ fit: element.clientWidth / width }));
    measured.observe(element);
    return () => measured.disconnect();
  }, [frame, width, view]);
}
