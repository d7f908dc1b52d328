import { createTopBlocksAdapter, Forward, type Head, Model, Trainer } from '@heed/engine';
import { createRandom } from '@heed/engine/random';
import type { ValuedRollout } from '@heed/nodes/ppo/advantages.ts';
import { policyInputs, policyLoss, valueInputs, valueLoss } from '@heed/nodes/ppo/losses.ts';
import { optimizeBatch } from '@heed/nodes/ppo/optimize.ts';
import { scoresAt, targetLogProbs } from '@heed/nodes/shared/graph.ts';
import { type Response, responseFeeds, responseInputs } from '@heed/nodes/shared/responses.ts';
import { optimizeEpochs } from '@heed/nodes/shared/rollouts/optimize.ts';
import { addTokenOutputs } from '@heed/nodes/shared/rollouts/rollouts.ts';
import { openTrunk } from '@heed/nodes/shared/trunk/open-trunk.ts';
import { wholeModel } from '@heed/nodes/shared/trunk/trunk.ts';
import type { Bench } from '../harness/bench.ts';
import { type Case, row } from '../harness/case.ts';
import { CONTEXT_LENGTH, type SizeName, sizes } from '../harness/sizes.ts';

/** More blocks than the model of that size has elsewhere, and narrower ones: 4.0 M parameters. */
const shape = { n_layer: 8, n_embd: 192, n_head: 4 };
const TRAINED_BLOCKS = 1;
const EPOCHS = 4;
const SEED = 11;
const temperature = 1;
const clipping = {
  clipRange: 0.2,
  valueClipRange: 0.2,
  valueCoefficient: 0.1,
  entropyCoefficient: 0,
  temperature,
};

const trunkCaching: Case = {
  title:
    'a PPO update after sampling, one of eight layers trained: the frozen ones computed once, against in every pass (in the place of theirs)',
  sizes: ['4M'],
  async run(bench, size) {
    const work = {
      rollouts: await makeRollouts(bench, size),
      batchSize: bench.amountsOf(size).rolloutBatch,
      vocabularySize: sizes[size].vocabularySize,
    };
    await using kept = await openUpdate(work, true);
    await using recomputed = await openUpdate(work, false);
    const both = [kept, recomputed];
    const [ours, theirs] = [await kept.run(), await recomputed.run()];
    const fastest = both.map(() => Number.POSITIVE_INFINITY);
    for (let round = 0; round < bench.options.rounds; round++)
      for (const side of round % 2 === 0 ? [0, 1] : [1, 0]) {
        const { seconds } = await (both[side] as Update).run();
        fastest[side] = Math.min(fastest[side] as number, seconds);
      }
    const speeds = fastest.map((seconds) => 60 / seconds) as [number, number];
    return [
      row('PPO of the top layer, trunk kept', size, 'updates/min', speeds),
      row('PPO of the top layer: difference', size, 'relative', [worstDifference(ours, theirs), undefined]),
    ];
  },
};

/** Answers as long as those of the other benchmarks, with made-up numbers where sampling and scoring would give them. */
async function makeRollouts(bench: Bench, size: SizeName): Promise<ValuedRollout[]> {
  const { examples } = await bench.materialOf(size);
  const { rollouts } = bench.amountsOf(size);
  const random = createRandom(SEED);
  return examples.slice(0, rollouts).map(({ promptId, prompt, promptIds, chosen, chosenIds }) => {
    const each = (from = 0) => chosenIds.map(() => from + 0.3 * random.normal());
    return {
      row: { promptId, prompt, language: 'en' },
      prompt: promptIds,
      completion: chosenIds,
      text: chosen,
      finished: true,
      score: 0,
      logProbs: each(-7),
      referenceLogProbs: [],
      advantages: each(),
      values: [],
      returns: each(),
    };
  });
}

interface Work {
  rollouts: ValuedRollout[];
  /** Answers of an optimizer step. */
  batchSize: number;
  vocabularySize: number;
}

interface Outcome {
  seconds: number;
  losses: number[];
}

/** One side. */
interface Update extends AsyncDisposable {
  run(): Promise<Outcome>;
}

/** Policy, value model and reference, ready for updates of the same answers. */
async function openUpdate({ rollouts, batchSize, vocabularySize }: Work, keep: boolean): Promise<Update> {
  await using opened = new AsyncDisposableStack();
  const policy = tuned(vocabularySize, 'language-model');
  const value = {
    ...policy,
    adapter: createTopBlocksAdapter(policy.model, { blocks: TRAINED_BLOCKS, head: 'score', seed: SEED }),
  };
  const tokens = rollouts.length * CONTEXT_LENGTH;
  const trunk = opened.use(keep ? await openTrunk(policy, { device: 'cpu', tokens }) : wholeModel);
  const reference = opened.use(
    await Forward.create({
      model: policy.model,
      inputs: trunk.inputs(responseInputs),
      outputs: (graph, inputs) => ({
        perToken: targetLogProbs(trunk.over(graph, inputs), inputs, temperature),
      }),
    }),
  );
  const valuing = opened.use(
    await Forward.create({
      ...value,
      inputs: trunk.inputs(responseInputs),
      outputs: (graph, inputs) => ({
        perToken: scoresAt(trunk.over(graph, inputs), inputs, inputs.predictors),
      }),
    }),
  );
  const policyTrainer = opened.use(
    await Trainer.create({
      ...policy,
      inputs: trunk.inputs(policyInputs),
      loss: (graph, inputs) => policyLoss(trunk.over(graph, inputs), inputs, clipping),
    }),
  );
  const valueTrainer = opened.use(
    await Trainer.create({
      ...value,
      inputs: trunk.inputs(valueInputs),
      loss: (graph, inputs) => valueLoss(trunk.over(graph, inputs), inputs, clipping),
    }),
  );
  const resources = opened.move();
  const feeds = (batch: readonly Response[]) => trunk.feeds(batch, responseFeeds(batch));
  const options = { policyTrainer, valueTrainer, policyTrunk: trunk, valueTrunk: trunk, learningRate: 1e-5 };
  return {
    async run() {
      const started = performance.now();
      await trunk.keep([]);
      await trunk.keep(rollouts);
      await addTokenOutputs(rollouts, reference, feeds, (one, perToken) => {
        one.referenceLogProbs = perToken;
      });
      await addTokenOutputs(rollouts, valuing, feeds, (one, perToken) => {
        one.values = perToken;
      });
      const { policyLoss, valueLoss } = await optimizeEpochs(rollouts, {
        step: (batch) => optimizeBatch(batch, options),
        batchSize,
        epochs: EPOCHS,
        targetPolicyKl: 0,
        random: createRandom(SEED),
        signal: new AbortController().signal,
      });
      return { seconds: (performance.now() - started) / 1000, losses: [policyLoss, valueLoss] };
    },
    [Symbol.asyncDispose]: () => resources.disposeAsync(),
  };
}

function tuned(vocabularySize: number, head: Head) {
  const config = { ...shape, model_type: 'gpt2', vocab_size: vocabularySize, n_positions: CONTEXT_LENGTH };
  const model = Model.initialize(config, { head, seed: SEED });
  return { model, adapter: createTopBlocksAdapter(model, { blocks: TRAINED_BLOCKS, seed: SEED }) };
}

function worstDifference({ losses: ours }: Outcome, { losses: theirs }: Outcome): number {
  return Math.max(...ours.map((loss, n) => Math.abs(loss - (theirs[n] as number)) / Math.abs(loss)));
}

export default trunkCaching;
