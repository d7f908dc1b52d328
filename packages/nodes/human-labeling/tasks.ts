import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { createRandom } from '@heed/engine/random';
import type { LabelingCandidate, LabelingForm } from '@heed/labeling/contract/form.ts';
import {
  type CandidateRow,
  candidateRow,
  type InputArtifact,
  type LabelingTask,
  type NodeContext,
  NodeError,
  promptRow,
  TABLE_FILE,
  text,
} from '@heed/schema';
import { readTable } from '@heed/tables';
import { inputArtifact, inputRows } from '../shared/inputs.ts';

/** A short id that follows from its parts. */
export function idOf(...parts: string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 24);
}

/** A candidate, and how good it is known to be; that never reaches a task. */
export type KnownCandidate = LabelingCandidate & { gold: number | null };

function toCandidate(row: CandidateRow, artifact: string): KnownCandidate {
  const { promptId, prompt, language, completionId: id, completion, model } = row;
  const from = { model: model ?? artifact, promptId, prompt, language, gold: row.gold };
  const candidate = { id, text: completion, ...from };
  if (row.media === null) return candidate;
  const size = {
    width: row.width ?? undefined,
    height: row.height ?? undefined,
    seconds: row.seconds ?? undefined,
  };
  return { ...candidate, media: { artifact, path: row.media, type: row.mediaType ?? '', ...size } };
}

/** The completions of all wired tables, with the table that each one came from. */
export async function readCandidates(artifacts: readonly InputArtifact[]): Promise<KnownCandidate[]> {
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

/** Conversations to be held with a wired model. Throws where the form has none, or candidates are wired as well. */
export async function makeConversations(
  form: LabelingForm,
  { inputs, nodeId, config }: Pick<NodeContext, 'inputs' | 'nodeId' | 'config'>,
): Promise<LabelingTask[]> {
  const context = { inputs, nodeId };
  const { id: policy } = inputArtifact(context, 'model');
  if (inputs.judge || inputs.completions) throw onlyPeople(nodeId);
  if (!form.live) throw cannotTalk(form, nodeId);
  const openings = inputs.openings ? await inputRows(context, 'openings', promptRow) : [];
  const tasks = form.live(openings, policy, form.settings.parse(config));
  return tasks.map((task) => ({ ...task, taskId: idOf(form.form, task.promptId, task.prompt, policy) }));
}

function cannotTalk({ title }: LabelingForm, node: string): NodeError {
  return new NodeError(
    text(
      `Node "${node}" has a model to talk with, but its form is "${title.en}"; choose the form "Dialogue", or take the wire from its input "model".`,
      `节点“${node}”接入了对话模型，但其表单为“${title.zh}”；请选择“对话”表单，或拔掉输入“model”的连线。`,
    ),
  );
}

function onlyPeople(node: string): NodeError {
  return new NodeError(
    text(
      `Node "${node}" has a model to talk with, which only people can do, and only by itself; take the wires from its inputs "judge" and "completions", or from "model".`,
      `节点“${node}”接入了对话模型，只能由人与其交谈，且不能与其他输入并用；请拔掉输入“judge”与“completions”的连线，或拔掉“model”的连线。`,
    ),
  );
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
