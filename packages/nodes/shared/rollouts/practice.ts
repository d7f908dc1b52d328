import { type DeviceName, Forward, Generator, loadModel, type Random, type Tokenizer } from '@heed/engine';
import type { NodeContext } from '@heed/schema';
import { openDevice } from '../device.ts';
import type { DeviceConfig } from '../device-field.ts';
import { targetLogProbs } from '../graph.ts';
import { inputArtifact } from '../inputs.ts';
import { groupedResponseFeeds, groupedResponseInputs } from '../responses.ts';
import { openScorer } from '../scorer.ts';
import { openTrunk } from '../trunk/open-trunk.ts';
import type { Trunk } from '../trunk/trunk.ts';
import { type Tuned, tunedModel } from '../tuning.ts';
import type { TuningConfig } from '../tuning-fields.ts';
import { type DrawsState, openDraws } from './draws.ts';
import { encodePrompts, mostTokens } from './prompts.ts';
import { addTokenOutputs, type Rollout, sample } from './rollouts.ts';

interface PracticeConfig extends TuningConfig, DeviceConfig {
  promptsPerUpdate: number;
  samplesPerPrompt: number;
  maxNewTokens: number;
  temperature: number;
}

/** A policy that answers prompts, with the reward and the initial model that judge what it says. */
export interface Practice extends AsyncDisposable {
  policy: Tuned;
  /** What the policy's graphs begin with. */
  trunk: Trunk;
  /** Where everything here computes. */
  device: DeviceName;
  tokenizer: Tokenizer;
  /** Samples and scores the answers of an update: those to the same prompt lie side by side. */
  sampleGroups(): Promise<Rollout[]>;
  /** Fills in the log-probabilities of the initial model; from then on the trunk has what the policy needs of the answers. */
  addReference(rollouts: readonly Rollout[]): Promise<void>;
  /** What sampling needs to go on from here. */
  draws(): DrawsState;
}

/**
 * Opens the inputs `policy`, `reward` and `prompts` of a node that samples groups of answers; `saved` is where sampling
 * was before an interruption.
 */
export async function openPractice(
  context: NodeContext<PracticeConfig>,
  random: Random,
  saved?: DrawsState,
): Promise<Practice> {
  const { config } = context;
  const { model: initial, tokenizer } = await loadModel(inputArtifact(context, 'policy').directory, {
    head: 'language-model',
  });
  const policy = tunedModel(initial, context);
  const prompts = await encodePrompts(context, initial, tokenizer);
  const draws = openDraws(prompts, random, saved);
  await using opened = new AsyncDisposableStack();
  const device = await openDevice(context);
  const scorer = opened.use(await openScorer(inputArtifact(context, 'reward'), device));
  const generator = opened.use(
    await Generator.create({
      ...policy,
      device,
      maxNewTokens: config.maxNewTokens,
      temperature: config.temperature,
      endToken: tokenizer.eosId,
    }),
  );
  const answers = config.promptsPerUpdate * config.samplesPerPrompt;
  const tokens = mostTokens(prompts, { ...config, answers });
  const trunk = opened.use(await openTrunk(policy, { device, tokens }));
  const reference = opened.use(
    await Forward.create({
      // with an adapter the initial model stays as it is; otherwise it is the policy and changes with it
      model: policy.adapter ? initial : initial.clone(),
      device,
      inputs: trunk.inputs(groupedResponseInputs),
      outputs: (graph, inputs) => ({
        perToken: targetLogProbs(trunk.over(graph, inputs), inputs, config.temperature),
      }),
    }),
  );
  const sampler = { generator, tokenizer, scorer, random: draws.samples };
  const resources = opened.move();
  return {
    policy,
    trunk,
    device,
    tokenizer,
    sampleGroups() {
      const distinct = draws.promptOrder.take(config.promptsPerUpdate);
      return sample(
        distinct.flatMap((prompt) => new Array<typeof prompt>(config.samplesPerPrompt).fill(prompt)),
        sampler,
      );
    },
    async addReference(rollouts) {
      await trunk.keep(rollouts);
      const feeds = (batch: readonly Rollout[]) => trunk.feeds(batch, groupedResponseFeeds(batch));
      await addTokenOutputs(rollouts, reference, feeds, (rollout, perToken) => {
        rollout.referenceLogProbs = perToken;
      });
    },
    draws: () => draws.state(),
    [Symbol.asyncDispose]: () => resources.disposeAsync(),
  };
}
