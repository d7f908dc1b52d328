import type { Endpoint } from '@heed/schema';
import type { Point } from './store/edits.ts';
import type { PortPlace } from './store/wiring.ts';

/** Where a node is to be added: on the canvas, and at the end of which wire. */
export interface SearchPlace {
  at: Point;
  wire?: PortPlace;
  /** The wire, by `wireId`, in which it is to stand. */
  inWire?: string;
  /** The ends between which it is to stand, with wires to both. */
  between?: { from: Endpoint; to: Endpoint };
}
