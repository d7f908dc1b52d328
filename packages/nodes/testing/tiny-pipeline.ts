import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type DemonstrationRow,
  demonstrationRow,
  type InputArtifact,
  type PreferenceRow,
  preferenceRow,
  promptRow,
  type RankingRow,
  type RatingRow,
  rankingRow,
  ratingRow,
} from '@heed/schema';
import { run as createBase } from '../base-model/run.ts';
import baseModel from '../base-model/spec.ts';
import { run as tune } from '../sft/run.ts';
import sft from '../sft/spec.ts';
import { runNode, type TestContext, testContext } from './context.ts';
import { tableArtifact } from './publish.ts';

const colors = ['red', 'blue', 'green', 'black', 'white', 'gray', 'pink', 'gold'];

/** Prompts such as "is red nice?", answered half with "red is lovely" and half with "red is awful". */
export const tinyDemonstrations: DemonstrationRow[] = Array.from({ length: 96 }, (_, index) => {
  const color = colors[index % colors.length] as string;
  const verdict = index % 16 < 8 ? 'lovely' : 'awful';
  return {
    promptId: `p${index % colors.length}`,
    prompt: `is ${color} nice?`,
    completion: `${color} is ${verdict}`,
    language: 'en',
  };
});

/** For each color, "lovely" is preferred to "awful". */
export const tinyPreferences: PreferenceRow[] = Array.from({ length: 64 }, (_, index) => {
  const color = colors[index % colors.length] as string;
  return {
    promptId: `p${index}`,
    prompt: `is ${color} nice?`,
    language: 'en',
    chosen: `${color} is lovely`,
    rejected: `${color} is awful`,
    preferenceStrength: 1,
  };
});

const adjectives = ['lovely', 'nice', 'awful'];

/** For each color, "lovely" before "nice" before "awful"; every other ranking is without "nice". */
export const tinyRankings: RankingRow[] = tinyPreferences.flatMap(
  ({ promptId, prompt, language, chosen }, index) =>
    adjectives
      .filter((word) => index % 2 === 0 || word !== 'nice')
      .map((word, place) => ({
        promptId,
        prompt,
        language,
        rankingId: promptId,
        completion: chosen.replace('lovely', word),
        rank: place + 1,
        labeler: null,
      })),
);

/** One rated answer a prompt: 90 for "lovely", 50 for "nice", 10 for "awful". */
const tinyRatings: RatingRow[] = tinyPreferences.map(({ promptId, prompt, language, chosen }, index) => ({
  promptId,
  prompt,
  language,
  completion: chosen.replace('lovely', adjectives[index % 3] as string),
  rating: 90 - 40 * (index % 3),
  standardError: index % 2 ? 5 : null,
}));

export interface TinyPipeline extends AsyncDisposable {
  demonstrations: InputArtifact;
  prompts: InputArtifact;
  preferences: InputArtifact;
  rankings: InputArtifact;
  ratings: InputArtifact;
  /** A model that answers "lovely" and "awful" about equally often. */
  model: InputArtifact;
}

/** A whole beginning of a pipeline that trains in about a second, for tests of the kinds that come after. */
export async function tinyPipeline(): Promise<TinyPipeline> {
  const folder = await mkdtemp(join(tmpdir(), 'heed-tiny-'));
  const trials: TestContext<unknown>[] = [];
  const demonstrations = await tableArtifact(
    join(folder, 'demonstrations'),
    'demonstrations',
    demonstrationRow,
    tinyDemonstrations,
  );
  const distinct = tinyDemonstrations.slice(0, colors.length).map(({ completion: _, ...row }) => row);
  const prompts = await tableArtifact(join(folder, 'prompts'), 'prompts', promptRow, distinct);
  const preferences = await tableArtifact(
    join(folder, 'preferences'),
    'preferences',
    preferenceRow,
    tinyPreferences,
  );
  const rankings = await tableArtifact(join(folder, 'rankings'), 'rankings', rankingRow, tinyRankings);
  const ratings = await tableArtifact(join(folder, 'ratings'), 'ratings', ratingRow, tinyRatings);
  const base = await testContext(baseModel, {
    config: { layers: 1, width: 32, heads: 2, contextLength: 32, vocabularySize: 320 },
    inputs: { demonstrations },
  });
  trials.push(base);
  const { outputs } = await runNode(baseModel, createBase, base);
  const tuned = await testContext(sft, {
    config: { epochs: 40, learningRate: 0.01, batchSize: 16, validationShare: 0 },
    inputs: { model: outputs.model as InputArtifact, demonstrations },
  });
  trials.push(tuned);
  const { outputs: results } = await runNode(sft, tune, tuned);
  return {
    demonstrations,
    prompts,
    preferences,
    rankings,
    ratings,
    model: results.model as InputArtifact,
    async [Symbol.asyncDispose]() {
      for (const trial of trials) await trial[Symbol.asyncDispose]();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
