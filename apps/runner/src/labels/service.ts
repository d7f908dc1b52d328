import { basename } from 'node:path';
import type { JudgementRow } from '@heed/schema';
import type { ExportWish } from '../api/labels-inputs.ts';
import type { Services } from '../api/services.ts';
import type { Database } from '../db/open.ts';
import { UserError } from '../errors.ts';
import type { Labeling } from '../labeling/labeling.ts';
import { computeFigures } from '../quality/compute.ts';
import { resolveConfigPath } from '../worker/paths.ts';
import { LabelEvents } from './events.ts';
import { describeExport, endingOf, exported } from './export.ts';
import { LabelImport } from './import.ts';
import { LabelSets, type OpenPlace } from './sets.ts';

interface LabelsParts {
  db: Database;
  labeling: Labeling;
  uploads: string;
}

/** Judgements as data: listing, export, import and statistics. */
export function labelsService({ db, labeling, uploads }: LabelsParts): Services['labels'] {
  const sets = new LabelSets(db);
  const record = new LabelEvents(db);
  const importing = new LabelImport({
    db,
    changed: (places) => labeling.changed(places),
    review: (...answer) => labeling.review(...answer),
  });

  const eventsOf = ({ place, asOf }: ExportWish) => {
    const opened = sets.open(place);
    const revision = Math.min(asOf ?? Number.MAX_SAFE_INTEGER, sets.revision(opened.set));
    return { events: () => record.of(opened, revision), revision, opened };
  };
  const nameOf = ({ set, batch }: OpenPlace, revision: number, format: ExportWish['format']) => {
    const node = sets.list().find(({ id }) => id === set)?.name ?? batch?.node ?? 'labels';
    const plain = node.replace(/[^\p{L}\p{N}._-]+/gu, '-');
    const ending = format === 'heed' || format === 'csv' || format === 'parquet' ? '' : `-${format}`;
    return `labels-${plain}-${revision}${ending}.${endingOf(format)}`;
  };

  return {
    list: () => sets.list(),
    async describe(wish) {
      const { events, revision, opened } = eventsOf(wish);
      const described = await describeExport(events, wish.format);
      return { ...described, revision, name: nameOf(opened, revision, wish.format) };
    },
    export(wish) {
      const { events, revision, opened } = eventsOf(wish);
      return { name: nameOf(opened, revision, wish.format), body: exported(events, wish.format) };
    },
    async stats(place) {
      const { set, batch } = sets.open(place);
      const latest = batch ?? sets.latest(set);
      const rows = batch
        ? labeling.rows(batch)
        : withJudges(labeling.rowsOfSet(set), latest && labeling.rows(latest));
      const gold = latest ? labeling.gold(latest) : [];
      const figures = await computeFigures({ rows, gold }, new AbortController().signal);
      return { judgements: rows.length, revision: sets.revision(set), figures };
    },
    import({ place, path, fileKind, format, ...wish }) {
      const { set } = sets.open(place);
      const file = { path: uploadAt(path, uploads), fileKind, format };
      return importing.run({ ...wish, set, file, name: basename(file.path) });
    },
  };
}

/** A set's answers, and what judges said when it was asked last. */
function withJudges(rows: JudgementRow[], latest: JudgementRow[] = []): JudgementRow[] {
  const known = new Set(rows.map(({ judgementId }) => judgementId));
  const isOfJudge = (row: JudgementRow) => row.labelerKind === 'judge' && !known.has(row.judgementId);
  return [...latest.filter(isOfJudge), ...rows];
}

function uploadAt(path: string, uploads: string): string {
  try {
    return resolveConfigPath(path, '', uploads);
  } catch {
    throw new UserError('BAD_REQUEST', {
      en: 'The path of an import is what POST /uploads gave for its file; upload the file again.',
      zh: '导入的路径须为 POST /uploads 返回的路径；请重新上传文件。',
    });
  }
}
