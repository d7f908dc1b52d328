import type { Localized } from '@heed/schema';

/** A failure with a sentence in both languages. */
export class LocalizedError extends Error {
  readonly localized: Localized;

  constructor(localized: Localized) {
    super(localized.en);
    this.name = 'LocalizedError';
    this.localized = localized;
  }
}
