import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { basename } from 'node:path';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { mayCall, type Role } from '../../access/roles.ts';
import type { ArtifactStore } from '../../artifacts/store.ts';
import { UserError } from '../../errors.ts';
import { checkUploadName, storeUpload } from '../../graphs/uploads.ts';
import { type Guard, sessionOf } from './session.ts';

const statusCodes: Record<UserError['code'], number> = {
  BAD_REQUEST: 400,
  UNAUTHORIZED: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  CONFLICT: 409,
  PAYLOAD_TOO_LARGE: 413,
};

/** Answers with the sentence of an error that a person can act on. */
function sendError(error: unknown, reply: FastifyReply) {
  if (!(error instanceof UserError)) throw error;
  return reply.code(statusCodes[error.code]).type('text/plain').send(error.message);
}

/** Refuses a request by somebody who may not do what needs a role. */
export function onlyFor(role: Role, guard: Guard) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    const session = sessionOf(request, guard);
    if (mayCall(session.role, role)) return;
    const sentence = `This needs the role ${role}; open Heed by a link that gives it, or send a token that does.`;
    return reply
      .code(session.role === 'nobody' ? 401 : 403)
      .type('text/plain')
      .send(sentence);
  };
}

/** `GET /artifacts/:id/files/<path>`: files that the manifest lists, to be saved, never shown. */
export function serveArtifactFiles(server: FastifyInstance, artifacts: ArtifactStore, guard: Guard): void {
  const route = { preHandler: onlyFor('viewer', guard) };
  server.get<{ Params: { id: string; '*': string } }>(
    '/artifacts/:id/files/*',
    route,
    async (request, reply) => {
      try {
        const file = artifacts.fileOf(request.params.id, request.params['*']);
        const handle = await open(file, constants.O_RDONLY | constants.O_NOFOLLOW);
        const { size } = await handle.stat();
        const name = encodeURIComponent(basename(file));
        return reply
          .header('content-disposition', `attachment; filename*=UTF-8''${name}`)
          .header('content-length', size)
          .header('cache-control', 'private, max-age=31536000, immutable')
          .type('application/octet-stream')
          .send(handle.createReadStream());
      } catch (error) {
        return sendError(error, reply);
      }
    },
  );
}

/** `POST /uploads?name=…&sha256=…` (the digest may be left out) with the file as the body → `{ path }`, for a node's config. */
export function acceptUploads(server: FastifyInstance, folder: string, guard: Guard): void {
  server.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', (_request, payload, done) => done(null, payload));
    const route = { preHandler: onlyFor('designer', guard) };
    scope.post<{ Querystring: { name?: string; sha256?: string } }>(
      '/uploads',
      route,
      async (request, reply) => {
        try {
          const name = checkUploadName(request.query.name ?? '');
          const body = (request.body ?? []) as AsyncIterable<Uint8Array>;
          return { path: await storeUpload(folder, name, body, request.query.sha256) };
        } catch (error) {
          return sendError(error, reply);
        }
      },
    );
  });
}
