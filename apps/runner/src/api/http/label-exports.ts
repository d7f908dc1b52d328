import { Readable } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import { UserError } from '../../errors.ts';
import { exportWish } from '../labels-inputs.ts';
import type { Services } from '../services.ts';
import { onlyFor } from './files.ts';
import { sendError } from './refusals.ts';
import type { Guard } from './session.ts';

interface ExportRoute {
  Querystring: { set?: string; run?: string; node?: string; format?: string; asOf?: string };
}

/** `GET /labels/export?set=…&format=…&asOf=…`, or `run` and `node` in place of the set: judgements as a file. */
export function serveLabelExports(
  server: FastifyInstance,
  { services }: { services: Services },
  guard: Guard,
): void {
  const route = { preHandler: onlyFor('viewer', guard) };
  server.get<ExportRoute>('/labels/export', route, async (request, reply) => {
    try {
      const { set, run, node, format, asOf } = request.query;
      const place = set === undefined ? { run, node } : { set };
      const wish = exportWish.safeParse({ place, format, ...(asOf !== undefined && { asOf: Number(asOf) }) });
      if (!wish.success) throw badWish();
      const { name, body } = services.labels.export(wish.data);
      return await reply
        .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(name)}`)
        .header('cache-control', 'private, no-store')
        .type(typeOf(name))
        .send(Readable.from(body, { objectMode: false }));
    } catch (error) {
      return sendError(error, reply);
    }
  });
}

function typeOf(name: string): string {
  if (name.endsWith('.csv')) return 'text/csv; charset=utf-8';
  if (name.endsWith('.parquet')) return 'application/vnd.apache.parquet';
  return name.endsWith('.jsonl') ? 'application/jsonl; charset=utf-8' : 'application/json; charset=utf-8';
}

function badWish(): UserError {
  return new UserError('BAD_REQUEST', {
    en: 'Ask for ?set=ID or ?run=RUN&node=NODE, with format=heed, csv, parquet, trl, hh-rlhf, label-studio or argilla.',
    zh: '请给出 ?set=ID 或 ?run=RUN&node=NODE，并指定 format=heed、csv、parquet、trl、hh-rlhf、label-studio 或 argilla。',
  });
}
