import { type RefObject, useEffect } from 'react';
import type { Observable } from './observable.ts';
import type { PicturesState } from './pictures.ts';
import { fitting, moved, zoomed } from './zoom.ts';

/** What a double click enlarges to, at least. */
const CLOSER = 2.5;
/** How much a turn of the wheel by a pixel enlarges: 100 pixels, as one notch, by about a fifth. */
const WHEEL = 0.0018;
/** What an arrow moves by, as a share of the frame. */
const ARROW = 0.12;

interface Point {
  x: number;
  y: number;
}

const arrows: Record<string, readonly [number, number]> = {
  ArrowLeft: [-ARROW, 0],
  ArrowRight: [ARROW, 0],
  ArrowUp: [0, -ARROW],
  ArrowDown: [0, ARROW],
};

/** Lets a frame be zoomed and moved with wheel, fingers, mouse and arrows; all frames of a view follow. */
export function usePanZoom(frame: RefObject<HTMLElement | null>, view: Observable<PicturesState>): void {
  useEffect(() => {
    const element = frame.current;
    if (!element) return;
    const gestures = new Gestures(element, view);
    const stop = new AbortController();
    const { signal } = stop;
    element.addEventListener('wheel', (event) => gestures.wheel(event), { passive: false, signal });
    element.addEventListener('dblclick', (event) => gestures.doubleClick(event), { signal });
    element.addEventListener('pointerdown', (event) => gestures.down(event), { signal });
    element.addEventListener('pointermove', (event) => gestures.move(event), { signal });
    element.addEventListener('pointerup', (event) => gestures.up(event), { signal });
    element.addEventListener('pointercancel', (event) => gestures.up(event), { signal });
    element.addEventListener('keydown', (event) => gestures.key(event), { signal });
    return () => stop.abort();
  }, [frame, view]);
}

class Gestures {
  readonly #element: HTMLElement;
  readonly #view: Observable<PicturesState>;
  readonly #pointers = new Map<number, Point>();

  constructor(element: HTMLElement, view: Observable<PicturesState>) {
    this.#element = element;
    this.#view = view;
  }

  /** A place as a share of the frame. */
  #at({ x, y }: Point): Point {
    const { left, top, width, height } = this.#element.getBoundingClientRect();
    return { x: (x - left) / width, y: (y - top) / height };
  }

  /** Where the page can scroll, an unenlarged picture leaves it the wheel, unless Ctrl is held. */
  wheel(event: WheelEvent): void {
    const { scrollHeight } = document.documentElement;
    const isFree = event.ctrlKey || event.metaKey || scrollHeight <= window.innerHeight + 1;
    if (!isFree && this.#view.state.scale === 1) return;
    event.preventDefault();
    // a pinch on a touchpad comes as a wheel with Ctrl and small steps
    const strength = event.ctrlKey && Math.abs(event.deltaY) < 40 ? 5 * WHEEL : WHEEL;
    const lines = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 30 : 1;
    const factor = Math.exp(-event.deltaY * lines * strength);
    this.#view.set(zoomed(this.#view.state, factor, this.#at({ x: event.clientX, y: event.clientY })));
  }

  doubleClick({ clientX, clientY }: MouseEvent): void {
    const { scale, fit } = this.#view.state;
    const closer = Math.max(CLOSER, fit > 0 ? 1 / fit : 1);
    this.#view.set(
      scale > 1 ? fitting : zoomed(this.#view.state, closer, this.#at({ x: clientX, y: clientY })),
    );
  }

  down({ pointerId, clientX, clientY, button }: PointerEvent): void {
    if (button !== 0) return;
    this.#pointers.set(pointerId, { x: clientX, y: clientY });
    if (this.#view.state.scale > 1 || this.#pointers.size > 1) this.#element.setPointerCapture(pointerId);
  }

  move({ pointerId, clientX, clientY }: PointerEvent): void {
    const before = this.#pointers.get(pointerId);
    if (!before) return;
    const now = { x: clientX, y: clientY };
    const [, other] = [...this.#pointers].find(([id]) => id !== pointerId) ?? [];
    if (other) this.#pinch(before, now, other);
    const { width, height } = this.#element.getBoundingClientRect();
    // each of two fingers moves the picture by half of its way
    const share = other ? 0.5 : 1;
    const [right, down] = [((before.x - now.x) * share) / width, ((before.y - now.y) * share) / height];
    this.#view.set(moved(this.#view.state, right, down));
    this.#pointers.set(pointerId, now);
  }

  #pinch(before: Point, now: Point, other: Point): void {
    const apart = (point: Point) => Math.hypot(point.x - other.x, point.y - other.y);
    if (apart(before) === 0) return;
    const middle = this.#at({ x: (now.x + other.x) / 2, y: (now.y + other.y) / 2 });
    this.#view.set(zoomed(this.#view.state, apart(now) / apart(before), middle));
  }

  up({ pointerId }: PointerEvent): void {
    this.#pointers.delete(pointerId);
  }

  /** Arrows move what is enlarged while a picture has the focus; else they are the form's. */
  key(event: KeyboardEvent): void {
    const by = arrows[event.key];
    if (!by || this.#view.state.scale === 1 || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    this.#view.set(moved(this.#view.state, ...by));
  }
}
