import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import type { FastifyInstance } from 'fastify';
import type { ArtifactStore } from '../../artifacts/store.ts';
import { UserError } from '../../errors.ts';
import type { Services } from '../services.ts';
import { sessionId } from '../trpc.ts';
import { typeOfMedia } from './downloads.ts';
import { onlyFor } from './files.ts';
import { parseRange } from './ranges.ts';
import { sendError } from './refusals.ts';
import { type Guard, sessionOf } from './session.ts';

interface MediaRoute {
  Params: { run: string; node: string; task: string; slot: string };
}

/**
 * `/label-media/:run/:node/:task/:slot`: the picture or sound in a slot of a task that lies before the labeler who asks.
 * Neither its address nor a header says where it comes from.
 */
export function serveLabelMedia(
  server: FastifyInstance,
  { services, artifacts }: { services: Services; artifacts: ArtifactStore },
  guard: Guard,
): void {
  const route = { preHandler: onlyFor('labeler', guard) };
  server.get<MediaRoute>('/label-media/:run/:node/:task/:slot', route, async (request, reply) => {
    try {
      const { run, node, task: taskId, slot } = request.params;
      const session = sessionId(sessionOf(request, guard));
      const media = services.labeling.media({ run, node, taskId, slot, session });
      if (!media) throw notBeforeYou();
      const file = artifacts.fileOf(media.artifact, media.path);
      const type = await typeOfMedia(file);
      const handle = await open(file, constants.O_RDONLY | constants.O_NOFOLLOW);
      const { size } = await handle.stat();
      const range = parseRange(request.headers.range, size);
      if (range === null) {
        await handle.close();
        return await reply.code(416).header('content-range', `bytes */${size}`).send();
      }
      const { start, end } = range ?? { start: 0, end: size - 1 };
      if (range) reply.code(206).header('content-range', `bytes ${start}-${end}/${size}`);
      reply
        .header('content-security-policy', "sandbox; default-src 'none'")
        .header('content-disposition', 'inline')
        .header('cache-control', 'private, max-age=3600')
        .header('accept-ranges', 'bytes')
        .header('content-length', end - start + 1)
        .type(type);
      return await reply.send(handle.createReadStream({ start, end }));
    } catch (error) {
      return sendError(error, reply);
    }
  });
}

function notBeforeYou(): UserError {
  return new UserError('NOT_FOUND', {
    en: 'This file is not part of a task that was given to you; open the labeling page again.',
    zh: '此文件不属于分给你的任务；请重新打开标注页面。',
  });
}
