import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { BadRecord, textOf } from '@heed/labeling/formats/feedback.ts';
import { type CandidateRow, candidateRow, type NodeRun, TABLE_FILE, text } from '@heed/schema';
import { writeTable } from '@heed/tables';
import type { z } from 'zod';
import { has, listIn, textIn } from '../feedback-source/cells.ts';
import { readRecords } from '../shared/files/read-records.ts';
import { checkKnown, qualitiesOf } from '../shared/known-answers.ts';
import { detectLanguage } from '../shared/language.ts';
import { promptIdOf } from '../shared/prompt-id.ts';
import { type MediaFile, readMedia } from './read-media.ts';
import type spec from './spec.ts';

type Config = z.infer<typeof spec.config>;
type Fields = Record<string, unknown>;

/** A file of the table, without its bytes. */
type Candidate = Omit<MediaFile, 'bytes'> & Pick<CandidateRow, 'prompt' | 'language' | 'model' | 'gold'>;

/** Copies the files that a table names into one artifact; the same file to the same prompt stands in it once. */
export const run: NodeRun<Config> = async (context) => {
  const { config, resolveFile, signal } = context;
  const output = context.output('completions');
  const folder = dirname(resolveFile(config.file));
  mkdirSync(join(output.directory, 'media'), { recursive: true });
  const { records, badLines } = await readRecords<{ candidates: Candidate[] }>(context, (fields) => {
    signal.throwIfAborted();
    try {
      return { candidates: ingest(fields, folder, config, output.directory) };
    } catch (error) {
      if (error instanceof BadRecord) return { bad: error.clause };
      throw error;
    }
  });
  const given = records.flatMap(({ candidates }) => candidates);
  const rows = toRows(given);
  if (config.goldColumn) checkKnown(rows, config);
  const known = new Set(rows.flatMap(({ gold, promptId }) => (gold === null ? [] : [promptId])));
  await writeTable(join(output.directory, TABLE_FILE), candidateRow, rows);
  output.describe({
    facts: { modality: config.modality, columns: Object.keys(candidateRow.shape) },
    summary: [{ title: text('Files', '文件'), value: rows.length }],
  });
  return {
    records: records.length,
    badLines,
    prompts: new Set(rows.map(({ promptId }) => promptId)).size,
    completions: rows.length,
    repeated: given.length - rows.length,
    ...(config.goldColumn && { known: known.size }),
  };
};

/** Reads all files of a record before it writes any. */
function ingest(
  fields: Fields,
  folder: string,
  { modality, goldColumn }: Config,
  target: string,
): Candidate[] {
  const prompt = textIn(fields, 'prompt');
  const language = has(fields, 'language') ? textIn(fields, 'language').trim() : detectLanguage(prompt);
  const names = has(fields, 'files') ? listIn(fields, 'files') : [textIn(fields, 'file')];
  const models = modelsOf(fields, names.length);
  const paths = names.map((name) => textOf(name, 'files'));
  const qualities = qualitiesOf(goldColumn ? fields[goldColumn] : null, paths, goldColumn);
  const files = paths.map((path) => readMedia(folder, path, modality));
  return files.map(({ bytes, ...file }, place) => {
    writeFileSync(join(target, file.path), bytes);
    return { ...file, prompt, language, model: models[place] ?? null, gold: qualities[place] ?? null };
  });
}

/** What made each file: one name for all, or a list of them. */
function modelsOf(fields: Fields, count: number): (string | null)[] {
  if (!has(fields, 'model')) return [];
  if (!Array.isArray(fields.model)) return Array(count).fill(textIn(fields, 'model'));
  if (fields.model.length === count) return fields.model.map((one) => textOf(one, 'model'));
  throw new BadRecord(
    `has ${fields.model.length} names in "model" for ${count} files`,
    `的“model”有 ${fields.model.length} 个名称，而文件有 ${count} 个`,
  );
}

/** Rows grouped by prompt. The text of a file is its name in the artifact, which tells its content alone. */
function toRows(given: readonly Candidate[]): CandidateRow[] {
  const byPrompt = Map.groupBy(given, ({ prompt }) => prompt);
  return [...byPrompt].flatMap(([prompt, same]) => {
    const promptId = promptIdOf(prompt);
    const language = same[0]?.language ?? detectLanguage(prompt);
    const different = same.filter(({ path }, place) => same.findIndex((one) => one.path === path) === place);
    const goldOf = (path: string) => same.find((one) => one.path === path && one.gold !== null)?.gold ?? null;
    return different.map(({ path, type, width, height, seconds, model }, index) => ({
      ...{ promptId, prompt, language, completionId: `${promptId}-${index + 1}`, completion: path },
      ...{
        logProb: null,
        tokens: null,
        finished: true,
        media: path,
        mediaType: type,
        model,
        gold: goldOf(path),
      },
      ...{ width: width ?? null, height: height ?? null, seconds: seconds ?? null },
    }));
  });
}
