import type { Localized } from '@heed/schema';

export type UserErrorCode =
  | 'BAD_REQUEST'
  | 'NOT_FOUND'
  | 'CONFLICT'
  | 'FORBIDDEN'
  | 'UNAUTHORIZED'
  | 'PAYLOAD_TOO_LARGE'
  | 'TOO_MANY_REQUESTS';

/** A refusal that a person can act on; the API sends it with its code, the command line prints it. */
export class UserError extends Error {
  readonly code: UserErrorCode;
  readonly localized: Localized;
  constructor(code: UserErrorCode, localized: Localized) {
    super(localized.en);
    this.name = 'UserError';
    this.code = code;
    this.localized = localized;
  }
}
