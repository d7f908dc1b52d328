import { join } from 'node:path';
import { families, loadModel, Model, saveModel } from '@heed/engine';
import type { InputArtifact } from '@heed/schema';
import { afterAll, expect, test } from 'vitest';
import { run as ppo } from '../ppo/run.ts';
import ppoSpec from '../ppo/spec.ts';
import { run as fit } from '../reward-model/run.ts';
import rewardModel from '../reward-model/spec.ts';
import { run as tune } from '../sft/run.ts';
import sft from '../sft/spec.ts';
import { runNode, testContext } from '../testing/index.ts';
import { tinyPipeline } from '../testing/tiny-pipeline.ts';
import { run } from './run.ts';
import spec from './spec.ts';

const tiny = await tinyPipeline();
afterAll(() => tiny[Symbol.asyncDispose]());
const { tokenizer } = await loadModel(tiny.model.directory);

test.each(families.map(({ modelType, samples }) => [modelType, samples[0] as object] as const))(
  'a %s folder goes through supervised tuning, reward model and PPO',
  async (modelType, sample) => {
    await using trial = await testContext(spec, { config: { source: 'folder', folder: 'model' } });
    const longer = modelType === 'gpt2' ? { n_positions: 48 } : { max_position_embeddings: 48 };
    const config = { ...sample, ...longer, vocab_size: tokenizer.vocabularySize };
    const model = Model.initialize(config, { head: 'language-model', seed: 1 });
    await saveModel(join(trial.folder, 'model'), { model, tokenizer });
    const base = (await runNode(spec, run, trial)).outputs.model as InputArtifact;

    await using tuning = await testContext(sft, {
      config: { epochs: 2, batchSize: 16, validationShare: 0 },
      inputs: { model: base, demonstrations: tiny.demonstrations },
    });
    const policy = (await runNode(sft, tune, tuning)).outputs.model as InputArtifact;
    await using fitting = await testContext(rewardModel, {
      config: { epochs: 1 },
      inputs: { model: policy, preferences: tiny.preferences },
    });
    const reward = (await runNode(rewardModel, fit, fitting)).outputs.model as InputArtifact;
    await using reinforcing = await testContext(ppoSpec, {
      config: { updates: 1, rolloutsPerUpdate: 8, batchSize: 8, maxNewTokens: 8 },
      inputs: { policy, reward, prompts: tiny.prompts },
    });
    const { outputs } = await runNode(ppoSpec, ppo, reinforcing);
    const loaded = await loadModel(outputs.policy?.directory ?? '');
    expect(loaded.model.config.model_type).toBe(modelType);
    expect(loaded.model.parameters.data).not.toEqual(model.parameters.data);
  },
);
