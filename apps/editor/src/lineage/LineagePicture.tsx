import { useEffect, useMemo, useRef } from 'react';
import { ArtifactCard } from './ArtifactCard.tsx';
import classes from './Lineage.module.css';
import { type LineageViewProps, stepId } from './layers.ts';
import { drawLineage } from './picture.ts';
import { StepCard } from './StepCard.tsx';
import { useLineageWords } from './words.ts';

/** The lineage as cards in columns; the root is in sight first. */
export function LineagePicture({ lineage, direction, onOpen }: LineageViewProps) {
  const words = useLineageWords();
  const place = useRef<HTMLElement>(null);
  const { cards, lines, width, height } = useMemo(
    () => drawLineage(lineage, direction),
    [lineage, direction],
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: moves only when another root or direction is shown
  useEffect(() => {
    if (place.current) place.current.scrollLeft = direction === 'back' ? place.current.scrollWidth : 0;
  }, [lineage.root, direction]);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
    <section ref={place} className={classes.picture} tabIndex={0} aria-label={words('lineage')}>
      <div className={classes.sheet} style={{ width, height }}>
        <svg width={width} height={height} aria-hidden="true" className={classes.lines}>
          {lines.map(({ id, path }) => (
            <path key={id} d={path} />
          ))}
        </svg>
        {cards.map((card) => {
          const { x, y, width: cardWidth, height: cardHeight } = card;
          const id = card.type === 'artifact' ? card.artifact.id : stepId(card.step);
          return (
            <div
              key={id}
              className={classes.spot}
              style={{ left: x, top: y, width: cardWidth, height: cardHeight }}
            >
              {card.type === 'artifact' ? (
                <ArtifactCard artifact={card.artifact} lineage={lineage} onOpen={onOpen} />
              ) : (
                <StepCard step={card.step} />
              )}
            </div>
          );
        })}
      </div>
    </section>
  );
}
