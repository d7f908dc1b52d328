import type { FastifyReply } from 'fastify';
import { UserError } from '../../errors.ts';

const statusCodes: Record<UserError['code'], number> = {
  BAD_REQUEST: 400,
  UNAUTHORIZED: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  CONFLICT: 409,
  PAYLOAD_TOO_LARGE: 413,
  TOO_MANY_REQUESTS: 429,
};

/**
 * Answers with the sentence of an error that a person can act on, in both languages where JSON is wanted; throws every
 * other error.
 */
export function sendError(error: unknown, reply: FastifyReply) {
  if (!(error instanceof UserError)) throw error;
  const answer = reply.code(statusCodes[error.code]);
  const wantsJson = reply.request.headers.accept?.includes('application/json');
  return wantsJson ? answer.send(error.localized) : answer.type('text/plain').send(error.message);
}
