import { navigate } from 'wouter/use-browser-location';
import { specOf } from '../runs/nodeNames.ts';
import { type RolloutsPlace, withPlace } from './place.ts';

/** Does a kind keep the answers that it samples? */
export function hasRollouts(kind: string): boolean {
  return Object.hasOwn(specOf(kind)?.outputs ?? {}, 'rollouts');
}

/** Opens the answers of one step of the curves over the page at hand; the address then holds the place. */
export function openRollouts(place: RolloutsPlace): void {
  navigate(`${location.pathname}?${withPlace(new URLSearchParams(location.search), place)}`);
}
