import { existsSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { isApi } from './session.ts';

/** Where the built editor lies in this repository. */
export const editorFolder = fileURLToPath(new URL('../../../../editor/dist', import.meta.url));

const notBuilt = 'The editor has not been built yet; build it with: npm run build\n';

/** Where the editor need not be asked about a file again. */
const FOR_EVER = 'public, max-age=31536000, immutable';

/** Files of the build's assets folder are named by their content, and so never change. */
const isNamedByContent = (path: string) => basename(dirname(path)) === 'assets';

/** Serves the built editor; every path that is not a file is a page of it. */
export function serveEditor(server: FastifyInstance, folder: string): void {
  const isBuilt = existsSync(join(folder, 'index.html'));
  if (isBuilt)
    server.register(fastifyStatic, {
      root: folder,
      cacheControl: false,
      setHeaders: (reply, path) => {
        reply.header('cache-control', isNamedByContent(path) ? FOR_EVER : 'public, max-age=0');
      },
    });
  server.setNotFoundHandler((request, reply) => {
    const isPage = request.method === 'GET' && !/\.\w+$/.test(request.url.split('?')[0] ?? '');

    if (!isPage || isApi(request.url))
      return reply.code(404).type('text/plain').send('There is nothing here.\n');
    if (!isBuilt) return reply.code(503).type('text/plain').send(notBuilt);
    return reply.sendFile('index.html');
  });
}
