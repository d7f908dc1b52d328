/** Longer than anything takes on a busy machine; conditions end a wait far earlier. */
export const PATIENCE_MS = 60_000;

/** `vi.setConfig(patient)`: a journey is made of many waits, each of which ends by its condition. */
export const patient = { testTimeout: 3 * PATIENCE_MS, hookTimeout: 3 * PATIENCE_MS };
