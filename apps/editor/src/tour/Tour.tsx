import { Button, CloseButton, FocusTrap, Group } from '@mantine/core';
import { type KeyboardEvent, useLayoutEffect, useRef, useState } from 'react';
import classes from './Tour.module.css';
import { type Box, cardPlace } from './tourPlace.ts';
import { useTour } from './tourState.ts';
import { type Stop, stops, useTourWords } from './words.ts';

/** The tour as it stands: a ring around a part of the page, and a card that tells about it. */
export default function Tour() {
  const words = useTourWords();
  const { step = 0, show, end } = useTour();
  const stop = stops[step] ?? 'run';
  const isLast = step === stops.length - 1;
  const { target, part } = useTarget(stop);
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
              {words(`${part}Text`)}
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

type Part = Stop | 'search';
/** What does on a phone what a part of a wide page does. */
const instead: Partial<Record<Stop, Part>> = { palette: 'search' };

/** The box of the part of the page with this `data-tour`; undefined where it is not shown. */
function boxOf(part: Part): Box | undefined {
  const found = document.querySelector(`[data-tour="${part}"]`)?.getBoundingClientRect();
  if (!found || found.width === 0 || found.height === 0) return undefined;
  return {
    left: found.left - RING,
    top: found.top - RING,
    width: found.width + 2 * RING,
    height: found.height + 2 * RING,
  };
}

/** The part of the page that a stop is about, and where it is, also after the window changed. */
function useTarget(stop: Stop): { part: Part; target: Box | undefined } {
  const [found, setFound] = useState<{ part: Part; target: Box | undefined }>();
  useLayoutEffect(() => {
    const measure = () => {
      const parts: Part[] = [stop, ...(instead[stop] ? [instead[stop]] : [])];
      const shown = parts.find(boxOf) ?? stop;
      setFound({ part: shown, target: boxOf(shown) });
    };
    measure();
    window.addEventListener('resize', measure);
    return () => window.removeEventListener('resize', measure);
  }, [stop]);
  return found ?? { part: stop, target: undefined };
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
