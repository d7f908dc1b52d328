import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { mayCall, type Role } from '../../access/roles.ts';
import type { ArtifactStore } from '../../artifacts/store.ts';
import { UserError } from '../../errors.ts';
import { checkUploadName, storeUpload } from '../../graphs/uploads.ts';
import { addDownloads } from './downloads.ts';
import { sendError } from './refusals.ts';
import { type Guard, sessionOf } from './session.ts';

/** Refuses a request by somebody who may not do what needs a role. */
export function onlyFor(role: Role, guard: Guard) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    const session = sessionOf(request, guard);
    if (mayCall(session.role, role)) return;
    const refusal = new UserError(session.role === 'nobody' ? 'UNAUTHORIZED' : 'FORBIDDEN', {
      en: `This needs the role ${role}; open Heed by a link that gives it, or send a token that does.`,
      zh: `此操作需要 ${role} 角色；请通过具有该角色的链接打开 Heed，或提供具有该角色的令牌。`,
    });
    return sendError(refusal, reply);
  };
}

/** Files, archives and tables of artifacts. */
export function serveArtifactFiles(server: FastifyInstance, artifacts: ArtifactStore, guard: Guard): void {
  addDownloads(server, artifacts, { preHandler: onlyFor('viewer', guard) });
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
