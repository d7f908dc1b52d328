/** The pipe on which a worker's second thread gives signs of life. */
export const BEATS_FD = 4;
export const BEAT_MS = 1000;
/** A step of a large model on a slow machine may take minutes; a node that does not come round for longer hangs. */
export const LONGEST_TURN_MS = 600_000;
