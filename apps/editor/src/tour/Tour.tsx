import { Button, CloseButton, FocusTrap, Group } from '@mantine/core';
import { type KeyboardEvent, useEffect, useLayoutEffect, useRef, useState } from 'react';
import classes from './Tour.module.css';
import { type Box, cardPlace } from './tourPlace.ts';
import { useTour } from './tourState.ts';
import { stops, useTourWords } from './words.ts';

/** The tour as it stands: a ring around a part of the page, and a card that tells about it. */
export default function Tour() {
  const words = useTourWords();
  const { step = 0, show, end } = useTour();
  const stop = stops[step] ?? 'run';
  const isLast = step === stops.length - 1;
  const target = useTarget(stop);
  const card = useRef<HTMLDivElement>(null);
  const place = usePlace(card, target, stop);
  const go = (to: number) => {
    if (to >= stops.length) end();
    else if (to >= 0) show(to);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') end();
    else if (event.key === 'ArrowRight') go(step + 1);
    else if (event.key === 'ArrowLeft') go(step - 1);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <>
      {target && <div className={classes.ring} style={target} />}
      <div ref={card} className={classes.card} style={place}>
        <FocusTrap active>
          <div
            className={classes.inner}
            role="dialog"
            aria-modal="true"
            aria-labelledby="heed-tour-title"
            aria-describedby="heed-tour-text"
            onKeyDown={onKeyDown}
          >
            <Group justify="space-between" wrap="nowrap" align="flex-start">
              <h2 id="heed-tour-title">{words(stop)}</h2>
              <CloseButton size="sm" aria-label={words('skip')} onClick={end} />
            </Group>
            <p id="heed-tour-text" aria-live="polite">
              {words(`${stop}Text`)}
            </p>
            <div className={classes.foot}>
              <span className={classes.quiet}>
                {words('progress', { step: step + 1, count: stops.length })}
              </span>
              <Group gap="xs">
                {step > 0 && (
                  <Button size="xs" variant="default" onClick={() => go(step - 1)}>
                    {words('back')}
                  </Button>
                )}
                <Button size="xs" data-autofocus onClick={() => go(step + 1)}>
                  {words(isLast ? 'done' : 'next')}
                </Button>
              </Group>
            </div>
          </div>
        </FocusTrap>
      </div>
    </>
  );
}

const RING = 4;

/** Where the part of the page with this `data-tour` is, also after the window changed; undefined where it is not shown. */
function useTarget(stop: string): Box | undefined {
  const [box, setBox] = useState<Box>();
  useEffect(() => {
    const measure = () => {
      const found = document.querySelector(`[data-tour="${stop}"]`)?.getBoundingClientRect();
      const isShown = found && found.width > 0 && found.height > 0;
      setBox(
        isShown
          ? {
              left: found.left - RING,
              top: found.top - RING,
              width: found.width + 2 * RING,
              height: found.height + 2 * RING,
            }
          : undefined,
      );
    };
    measure();
    window.addEventListener('resize', measure);
    return () => window.removeEventListener('resize', measure);
  }, [stop]);
  return box;
}

/** The card's place beside its target; the middle of the window without one. */
function usePlace(card: { current: HTMLElement | null }, target: Box | undefined, stop: string) {
  const [place, setPlace] = useState({ left: 12, top: 12 });
  // biome-ignore lint/correctness/useExhaustiveDependencies: another stop has a card of another height
  useLayoutEffect(() => {
    if (!card.current) return;
    const { offsetWidth, offsetHeight } = card.current;
    const [width, height] = [window.innerWidth, window.innerHeight];
    const whole = { left: 0, top: 0, width, height };
    setPlace(cardPlace(target ?? whole, { width: offsetWidth, height: offsetHeight }, { width, height }));
  }, [card, target, stop]);
  return place;
}
