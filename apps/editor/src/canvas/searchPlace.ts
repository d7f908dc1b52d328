import type { Point } from './store/edits.ts';
import type { PortPlace } from './store/wiring.ts';

/** Where a node is to be added: on the canvas, and at the end of which wire. */
export interface SearchPlace {
  at: Point;
  wire?: PortPlace;
  /** The wire, by `wireId`, in which it is to stand. */
  inWire?: string;
}
