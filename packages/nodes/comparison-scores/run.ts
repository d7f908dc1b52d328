import { join } from 'node:path';
import {
  judgementRow,
  NodeError,
  type NodeRun,
  preferenceRow,
  rankingRow,
  TABLE_FILE,
  text,
} from '@heed/schema';
import { writeTable } from '@heed/tables';
import type { z } from 'zod';
import { inputArtifact, inputRows } from '../shared/inputs.ts';
import { agreement } from './agreement.ts';
import { type Compared, fromJudgements, fromPreferences, fromRankings } from './comparisons.ts';
import { type JointScores, scoreJointly } from './joint.ts';
import { type ScoredRow, scoredRow, toRows, writeReport } from './report.ts';
import { type Scores, scorePrompt } from './score.ts';
import type spec from './spec.ts';

type Context = Parameters<NodeRun<z.infer<typeof spec.config>>>[0];

/** Prompts between two reports of progress. */
const PROGRESS_STEP = 50;

async function readComparisons(context: Context): Promise<Compared> {
  const { type } = inputArtifact(context, 'comparisons').manifest;
  if (type === 'rankings') return fromRankings(await inputRows(context, 'comparisons', rankingRow));
  if (type === 'preferences') return fromPreferences(await inputRows(context, 'comparisons', preferenceRow));
  return fromJudgements(await inputRows(context, 'comparisons', judgementRow));
}

/** What is known of those who judged together: chances with two equal answers. */
function jointResults({ fit: { position, logTie } }: JointScores): Record<string, number> {
  return {
    firstChance: 1 / (1 + Math.exp(-position.value)),
    tieChance: Math.exp(logTie.value) / (2 + Math.exp(logTie.value)),
  };
}

/** Fits a score to every answer of every prompt, and says how sure it is. */
export const run: NodeRun<z.infer<typeof spec.config>> = async (context) => {
  const { config, nodeId, seed, signal } = context;
  const { prompts, skipped } = await readComparisons(context);
  if (prompts.length === 0)
    throw new NodeError(
      text(
        `No comparison at the input "comparisons" of node "${nodeId}" orders two different answers (comparisons: ${skipped}); compare answers that differ.`,
        `节点“${nodeId}”的输入“comparisons”有 ${skipped} 条比较，但没有一条给出两个不同回答的顺序；请比较有差异的回答。`,
      ),
    );
  const joint = config.method === 'davidson-joint' ? await scoreJointly(prompts, signal) : undefined;
  const { method } = config;
  const rows: ScoredRow[] = [];
  const fitted: Scores[] = [];
  for (const [index, prompt] of prompts.entries()) {
    signal.throwIfAborted();
    if (index % PROGRESS_STEP === 0)
      context.progress(
        index / prompts.length,
        text(`${index} of ${prompts.length} prompts`, `第 ${index} 个提示，共 ${prompts.length} 个`),
      );
    const scores =
      method === 'davidson-joint'
        ? (joint?.scores[index] as Scores)
        : scorePrompt(prompt, { ...config, method }, seed);
    fitted.push(scores);
    rows.push(...toRows(prompt, scores));
  }

  const agreed = agreement(prompts, fitted);
  const errors = rows.flatMap(({ standardError }) => standardError ?? []);
  const results = {
    prompts: prompts.length,
    answers: rows.length,
    verdicts: prompts.reduce((sum, { verdicts }) => sum + verdicts.length, 0),
    skipped,
    ...(agreed !== undefined && { agreement: agreed }),
    ...(joint && jointResults(joint)),
    ...(errors.length > 0 && { standardError: errors.reduce((a, b) => a + b) / errors.length }),
  };
  const output = context.output('ratings');
  await writeTable(join(output.directory, TABLE_FILE), scoredRow, rows);
  output.describe({
    facts: {
      modality: context.inputs.comparisons?.[0]?.manifest.facts.modality ?? 'text',
      columns: Object.keys(scoredRow.shape),
    },
    summary: [{ title: text('Rows', '行数'), value: rows.length }],
  });
  await writeReport(context.output('report'), { rows, results, labelers: joint?.labelers ?? [] });
  return results;
};
