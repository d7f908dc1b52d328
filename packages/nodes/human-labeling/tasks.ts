import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { createRandom } from '@heed/engine/random';
import type { LabelingCandidate, LabelingForm } from '@heed/labeling/contract/form.ts';
import {
  type CandidateRow,
  candidateRow,
  type InputArtifact,
  type LabelingTask,
  NodeError,
  TABLE_FILE,
  text,
} from '@heed/schema';
import { readTable } from '@heed/tables';

/** A short id that follows from its parts. */
export function idOf(...parts: string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 24);
}

function toCandidate(row: CandidateRow, artifact: string): LabelingCandidate {
  const { promptId, prompt, language, completionId: id, completion, model } = row;
  const candidate = { id, text: completion, model: model ?? artifact, promptId, prompt, language };
  if (row.media === null) return candidate;
  const size = {
    width: row.width ?? undefined,
    height: row.height ?? undefined,
    seconds: row.seconds ?? undefined,
  };
  return { ...candidate, media: { artifact, path: row.media, type: row.mediaType ?? '', ...size } };
}

/** The completions of all wired tables, with the table that each one came from. */
export async function readCandidates(artifacts: readonly InputArtifact[]): Promise<LabelingCandidate[]> {
  const tables = artifacts.map(async ({ id, directory }) => {
    const rows = await readTable(join(directory, TABLE_FILE), candidateRow);
    return rows.map((row) => toCandidate(row, id));
  });
  return (await Promise.all(tables)).flat();
}

/** The form's tasks, each with an id that follows from what it shows. Throws where nothing is to be judged. */
export function makeTasks(
  form: LabelingForm,
  candidates: readonly LabelingCandidate[],
  settings: Record<string, unknown>,
  seed: number,
): { tasks: LabelingTask[]; identicalSkipped: number } {
  const random = createRandom(seed).fork('pairs');
  const { tasks, identicalSkipped } = form.tasks(candidates, settings, random);
  if (!tasks.length) throw nothingToJudge(form, candidates);
  const named = tasks.map((task) => {
    const ids = task.candidates.map(({ id }) => id);
    return { ...task, taskId: idOf(form.form, task.promptId, ...ids) };
  });
  return { tasks: named, identicalSkipped };
}

function nothingToJudge({ title }: LabelingForm, candidates: readonly LabelingCandidate[]): NodeError {
  const prompts = new Set(candidates.map(({ promptId }) => promptId)).size;
  return new NodeError(
    text(
      `There is nothing to judge with the form "${title.en}": the ${candidates.length} completions of ${prompts} prompts have too few different answers a prompt; generate more samples or raise the temperature.`,
      `表单“${title.zh}”没有可评判的内容：${prompts} 个提示的 ${candidates.length} 个回答中，每个提示的不同回答太少；请增加采样数或提高温度。`,
    ),
  );
}
