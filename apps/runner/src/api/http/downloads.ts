import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import type { IncomingHttpHeaders } from 'node:http';
import { basename, join } from 'node:path';
import { Readable } from 'node:stream';
import { MANIFEST_FILE, TABLE_FILE } from '@heed/schema';
import type {
  FastifyInstance,
  FastifyReply,
  FastifyRequest,
  preHandlerAsyncHookHandler,
  RouteGenericInterface,
} from 'fastify';
import { type MediaType, mediaTypeOf, TELLING_BYTES } from '../../artifacts/media-types.ts';
import type { ArtifactStore } from '../../artifacts/store.ts';
import { type TableFormat, tableAsText, tableFormats } from '../../artifacts/table-files.ts';
import { type TarFile, tar, tarSize } from '../../artifacts/tar.ts';
import { UserError } from '../../errors.ts';
import { parseRange } from './ranges.ts';
import { sendError } from './refusals.ts';

/** Published artifacts never change. */
const FOR_EVER = 'private, max-age=31536000, immutable';

interface FileRoute {
  Params: { id: string; '*': string };
}
interface ArchiveRoute {
  Params: { id: string };
}
interface TableRoute {
  Params: { id: string };
  Querystring: { file?: string; format?: string };
}

/**
 * Artifacts as files, to be saved, never shown: `/artifacts/:id/files/<path>` one that the manifest lists,
 * `/artifacts/:id/archive` all of them as a tar archive, `/artifacts/:id/table?file=&format=` a table in another format.
 * Only `/artifacts/:id/media/<path>` is shown in place, and gives nothing but images, sounds and films.
 */
export function addDownloads(
  server: FastifyInstance,
  artifacts: ArtifactStore,
  route: { preHandler: preHandlerAsyncHookHandler },
): void {
  server.get<FileRoute>(
    '/artifacts/:id/files/*',
    route,
    explained<FileRoute>(async (request, reply) => {
      const { id, '*': path } = request.params;
      return sendFile(request.headers, reply, artifacts, id, path);
    }),
  );
  server.get<FileRoute>(
    '/artifacts/:id/media/*',
    route,
    explained<FileRoute>(async (request, reply) => {
      const { '*': path } = request.params;
      const id = artifacts.holderOf(request.params.id, path);
      const type = await typeOfMedia(artifacts.fileOf(id, path));
      reply.header('content-security-policy', "sandbox; default-src 'none'");
      return sendFile(request.headers, reply, artifacts, id, path, type);
    }),
  );
  server.get<ArchiveRoute>(
    '/artifacts/:id/archive',
    route,
    explained<ArchiveRoute>(async (request, reply) => {
      const files = filesOf(artifacts, request.params.id);
      asAttachment(reply, `${nameOf(artifacts, request.params.id)}.tar`);
      return reply
        .header('content-length', tarSize(files))
        .type('application/x-tar')
        .send(Readable.from(tar(files), { objectMode: false }));
    }),
  );
  server.get<TableRoute>(
    '/artifacts/:id/table',
    route,
    explained<TableRoute>(async (request, reply) => {
      const { id } = request.params;
      const { file = TABLE_FILE } = request.query;
      const format = parseFormat(request.query.format ?? 'csv');
      if (!file.endsWith('.parquet')) throw notATable(file);
      const source = artifacts.fileOf(id, file);
      if (format === 'parquet') return sendFile(request.headers, reply, artifacts, id, file);
      asAttachment(reply, `${nameOf(artifacts, id)}-${basename(file, '.parquet')}.${format}`);
      return reply
        .type(format === 'csv' ? 'text/csv; charset=utf-8' : 'application/jsonl; charset=utf-8')
        .send(Readable.from(tableAsText(source, format)));
    }),
  );
}

/** Turns a refusal into an answer with its status and sentence. */
function explained<Route extends RouteGenericInterface>(
  answer: (request: FastifyRequest<Route>, reply: FastifyReply) => Promise<unknown>,
) {
  return async (request: FastifyRequest<Route>, reply: FastifyReply) => {
    try {
      return await answer(request, reply);
    } catch (error) {
      return sendError(error, reply);
    }
  };
}

/** `completions-1a2b3c4d`, for a name in a folder of downloads. */
function nameOf(artifacts: ArtifactStore, id: string): string {
  return `${artifacts.open(id).manifest.type}-${id.slice(0, 8)}`;
}

function asAttachment(reply: FastifyReply, name: string): void {
  reply
    .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(name)}`)
    .header('cache-control', FOR_EVER);
}

function filesOf(artifacts: ArtifactStore, id: string): TarFile[] {
  const { directory, manifest } = artifacts.open(id);
  const { createdAt: modified = 0, manifestSize } = artifacts.inFull(id);
  const listed = [...manifest.files, { path: MANIFEST_FILE, size: manifestSize }];
  const folder = nameOf(artifacts, id);
  return listed.map(({ path, size }) => ({
    path: `${folder}/${path}`,
    size,
    source: join(directory, path),
    modified,
  }));
}

/** A file as it is, whole or the part that is asked for. */
async function sendFile(
  { range: wanted, 'if-range': condition }: IncomingHttpHeaders,
  reply: FastifyReply,
  artifacts: ArtifactStore,
  id: string,
  path: string,
  shownAs?: MediaType,
) {
  const file = artifacts.fileOf(id, path);
  const etag = `"${artifacts.open(id).manifest.files.find((one) => one.path === path)?.sha256}"`;
  const handle = await open(file, constants.O_RDONLY | constants.O_NOFOLLOW);
  const { size } = await handle.stat();
  const range = parseRange((condition ?? etag) === etag ? wanted : undefined, size);
  if (shownAs) reply.header('content-disposition', 'inline').header('cache-control', FOR_EVER);
  else asAttachment(reply, basename(file));
  reply
    .header('accept-ranges', 'bytes')
    .header('etag', etag)
    .type(shownAs ?? 'application/octet-stream');
  if (range === null) {
    await handle.close();
    return reply
      .code(416)
      .header('content-range', `bytes */${size}`)
      .type('text/plain')
      .send(`The file has ${size} bytes.`);
  }
  if (range) reply.code(206).header('content-range', `bytes ${range.start}-${range.end}/${size}`);
  const { start, end } = range ?? { start: 0, end: size - 1 };
  reply.header('content-length', end - start + 1);
  return reply.send(size === 0 ? handle.createReadStream() : handle.createReadStream({ start, end }));
}

/** What a file is by its first bytes. Throws BAD_REQUEST unless it is an image, a sound or a film. */
export async function typeOfMedia(file: string): Promise<MediaType> {
  const handle = await open(file, constants.O_RDONLY | constants.O_NOFOLLOW);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(TELLING_BYTES), 0, TELLING_BYTES, 0);
    const type = mediaTypeOf(buffer.subarray(0, bytesRead));
    if (type) return type;
  } finally {
    await handle.close();
  }
  throw new UserError('BAD_REQUEST', {
    en: `"${basename(file).slice(0, 60)}" is not an image, a sound or a film that can be shown; download it instead.`,
    zh: `“${basename(file).slice(0, 60)}”不是可以显示的图像、音频或视频；请改为下载。`,
  });
}

function parseFormat(format: string): TableFormat {
  const known = tableFormats.find((one) => one === format);
  if (known) return known;
  throw new UserError('BAD_REQUEST', {
    en: `A table is given as csv, jsonl or parquet, not as "${format.slice(0, 60)}".`,
    zh: `表格可导出为 csv、jsonl 或 parquet，而不是“${format.slice(0, 60)}”。`,
  });
}

function notATable(file: string): UserError {
  return new UserError('BAD_REQUEST', {
    en: `"${file.slice(0, 60)}" is not a table; ask for a .parquet file of the artifact.`,
    zh: `“${file.slice(0, 60)}”不是表格；请指定产物中的 .parquet 文件。`,
  });
}
