import { constants } from 'node:fs';
import { cp, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { DeviceName } from '@heed/engine';
import {
  completionRow,
  type InputArtifact,
  MANIFEST_FILE,
  type NodeContext,
  NodeError,
  type NodeRun,
  REWARD_FUNCTION_FILE,
  text,
} from '@heed/schema';
import type { z } from 'zod';
import { mean, standardDeviation } from '../shared/batching.ts';
import { pearson } from '../shared/correlation.ts';
import { openDevice } from '../shared/device.ts';
import { type Ensemble, ensembleSchema, type Member } from '../shared/ensemble-schema.ts';
import { inputArtifact, inputRows } from '../shared/inputs.ts';
import { openModelScorer, type ScoredText } from '../shared/scorer.ts';
import { ADAPTER_FOLDER } from '../shared/tuning.ts';
import type spec from './spec.ts';

type Context = NodeContext<z.infer<typeof spec.config>>;

/** What a member says of the answers to compare on. */
interface Trial {
  parameters: number;
  scores: number[];
}

/** Copies the members beside a file that says how their scores become one. */
export const run: NodeRun<Context['config']> = async (context) => {
  const { config, inputs, signal } = context;
  const models = inputs.models?.length ? inputs.models : [inputArtifact(context, 'models')];
  if (new Set(models.map(({ id }) => id)).size < models.length)
    context.log(
      'warn',
      text(
        'The same reward model is wired more than once; it counts more than once.',
        '同一个奖励模型接入了多次，会重复计入。',
      ),
    );
  const answers: ScoredText[] = inputs.completions
    ? await inputRows(context, 'completions', completionRow)
    : [];
  const device = await openDevice(context);
  const output = context.output('reward');
  const trials: Trial[] = [];
  const members: Member[] = [];
  for (const [index, model] of models.entries()) {
    signal.throwIfAborted();
    context.progress(
      index / models.length,
      text(`member ${index + 1} of ${models.length}`, `第 ${index + 1} 个成员，共 ${models.length} 个`),
    );
    const trial = await tryMember(model, answers, device);
    const folder = `member-${index + 1}`;
    members.push({ folder, ...scaleOf(trial, folder, context) });
    trials.push(trial);
    await copyModel(model.directory, join(output.directory, folder));
  }

  const { name, combine, penalty } = config;
  const saved: Ensemble = {
    format: 'heed/reward-function',
    version: 1,
    name,
    ensemble: { combine, penalty, members },
  };
  await writeFile(
    join(output.directory, REWARD_FUNCTION_FILE),
    `${JSON.stringify(ensembleSchema.parse(saved), null, 2)}\n`,
  );
  output.describe({
    facts: { modality: 'text' },
    summary: [{ title: text('Members', '成员数'), value: members.length }],
  });
  return {
    members: members.length,
    parameters: trials.reduce((sum, { parameters }) => sum + parameters, 0),
    ...agreement(trials, members),
  };
};

/** Opens a member, which shows that it can score, and scores the answers. */
async function tryMember(
  { directory }: InputArtifact,
  answers: readonly ScoredText[],
  device: DeviceName,
): Promise<Trial> {
  await using scorer = await openModelScorer(directory, device);
  return { parameters: scorer.model?.parameterCount ?? 0, scores: await scorer.score(answers) };
}

/** Shift and scale to mean 0 and deviation 1 on the answers; scores stay as they are where there are none. */
function scaleOf({ scores }: Trial, folder: string, { nodeId }: Context): Pick<Member, 'shift' | 'scale'> {
  if (scores.length === 0) return { shift: 0, scale: 1 };
  const scale = standardDeviation(scores);
  if (scale > 0) return { shift: mean(scores), scale };
  throw new NodeError(
    text(
      `The ${folder.replace('-', ' ')} of node "${nodeId}" gives all ${scores.length} answers the same score ${scores[0]}, so it cannot be brought to a common scale; train it or leave it out.`,
      `节点“${nodeId}”的第 ${folder.replace('member-', '')} 个成员给全部 ${scores.length} 个回答打出相同的分数 ${scores[0]}，无法统一尺度；请训练它或将其移除。`,
    ),
  );
}

/** How alike two members' scores are, and how far the members' scores of one answer lie apart. */
function agreement(trials: readonly Trial[], members: readonly Member[]): Record<string, number> {
  const scaled = trials.map(({ scores }, index) => {
    const { shift, scale } = members[index] as Member;
    return scores.map((score) => (score - shift) / scale);
  });
  const [first] = scaled;
  if (!first?.length || scaled.length < 2) return {};
  const correlations = scaled.flatMap((a, index) =>
    scaled.slice(index + 1).map((b) => pearson(a, b) as number),
  );
  const spreads = first.map((_, answer) =>
    standardDeviation(scaled.map((scores) => scores[answer] as number)),
  );
  return { correlation: mean(correlations), disagreement: mean(spreads) };
}

/** Copies a model's folder without what belongs to its artifact alone; sharing blocks where the disk can. */
async function copyModel(from: string, to: string): Promise<void> {
  const left = [join(from, MANIFEST_FILE), join(from, ADAPTER_FOLDER)];
  await cp(from, to, {
    recursive: true,
    filter: (path) => !left.includes(path),
    mode: constants.COPYFILE_FICLONE,
  });
}
