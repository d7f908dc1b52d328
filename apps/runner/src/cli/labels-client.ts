import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import type { ExportWish, ImportWish, LabelsPlace } from '../api/labels-inputs.ts';
import type { ExportView, ImportView, LabelSetView, StatsView } from '../api/labels-views.ts';
import { readHolder } from '../data-folder.ts';
import { UserError } from '../errors.ts';
import { storeUpload } from '../graphs/uploads.ts';
import { connect, HttpError } from './connect.ts';
import type { ClientOptions } from './open.ts';
import { Patience } from './patience.ts';
import { uploadsTo } from './uploads.ts';

type Bytes = AsyncIterable<string | Uint8Array>;
type FileWish = Omit<ImportWish, 'path'>;

/** What `heed labels` asks for. */
export interface LabelsClient {
  list(): Promise<LabelSetView[]>;
  describe(wish: ExportWish): Promise<ExportView>;
  export(wish: ExportWish): Promise<Bytes>;
  import(file: string, wish: FileWish): Promise<ImportView>;
  stats(place: LabelsPlace): Promise<StatsView>;
}

/** Works with the labels of a runner that serves, or of the data folder itself where none does. */
export async function withLabels<Result>(
  options: ClientOptions,
  work: (client: LabelsClient) => Promise<Result>,
): Promise<Result> {
  const url = options.runner ?? readHolder(options.data)?.url;
  return url ? work(await remoteLabels({ ...options, runner: url })) : withOwnLabels(options, work);
}

async function remoteLabels(options: ClientOptions & { runner: string }): Promise<LabelsClient> {
  const connection = await connect(options);
  const { api, ask, origin, headers } = connection;
  return {
    list: () => ask(() => api.labels.list.query()),
    describe: (wish) => ask(() => api.labels.describe.query(wish)),
    stats: (place) => ask(() => api.labels.stats.query(place)),
    async import(file, wish) {
      await checkFile(file);
      const path = await uploadsTo(connection, new Patience(origin)).add(resolve(file));
      return ask(() => api.labels.import.mutate({ ...wish, path }));
    },
    async export({ place, format, asOf }) {
      const query = { ...place, format, ...(asOf !== undefined && { asOf: String(asOf) }) };
      const answer = await fetch(`${origin}/labels/export?${new URLSearchParams(query)}`, { headers });
      if (!answer.ok || !answer.body) throw new HttpError(answer.status, await answer.text());
      return answer.body as unknown as Bytes;
    },
  };
}

async function withOwnLabels<Result>(
  { data, kinds }: ClientOptions,
  work: (client: LabelsClient) => Promise<Result>,
): Promise<Result> {
  const { openRunner } = await import('../runner.ts');
  const runner = await openRunner({ dataFolder: data, kindsFolder: kinds && resolve(kinds), resume: false });
  const { labels } = runner.services;
  try {
    return await work({
      list: async () => labels.list(),
      describe: (wish) => labels.describe(wish),
      export: async (wish) => labels.export(wish).body,
      stats: (place) => labels.stats(place),
      async import(file, wish) {
        await checkFile(file);
        const path = await storeUpload(runner.uploads, basename(file), createReadStream(resolve(file)));
        return labels.import({ ...wish, path });
      },
    });
  } finally {
    await runner.close();
  }
}

async function checkFile(file: string): Promise<void> {
  const found = await stat(file).catch(() => undefined);
  if (found?.isFile()) return;
  throw new UserError('BAD_REQUEST', {
    en: `There is no file ${file}; name a file with judgements.`,
    zh: `没有文件 ${file}；请指定含有评判的文件。`,
  });
}
