import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type LoadedModel, Model, saveModel, Tokenizer, trainTokenizer } from '@heed/engine';
import { createRandom } from '@heed/engine/random';
import { CONTEXT_LENGTH, type Size, type SizeName, sizes } from './sizes.ts';
import { answerLengths, corpus, drawLength, makeWords, promptLengths, textOfLength } from './texts.ts';

/** A prompt with two answers, as text and as the token ids that both sides train on. */
export interface Example {
  promptId: string;
  prompt: string;
  chosen: string;
  rejected: string;
  promptIds: number[];
  chosenIds: number[];
  rejectedIds: number[];
}

/** What both sides of a comparison start from. */
export interface Material {
  /** Folder of the language model. */
  languageModel: string;
  /** The same body with a score head. */
  rewardModel: string;
  parameters: number;
  examples: Example[];
  endId: number;
  padId: number;
}

const SEED = 20_240_601;
const EXAMPLES = 400;
/** Answers that the model samples end after about this many tokens. */
export const MEAN_ANSWER = 32;

/** Writes the model folders of a size, and texts of varied lengths with them. */
export async function makeMaterial(folder: string, name: SizeName): Promise<Material> {
  const size = sizes[name];
  const words = makeWords(SEED);
  const files = trainTokenizer(corpus(words, SEED), { vocabularySize: size.vocabularySize });
  const tokenizer = Tokenizer.fromFiles(files);
  const model = createModel(size, tokenizer);
  const base = join(folder, name);
  const [languageModel, rewardModel] = [join(base, 'language-model'), join(base, 'reward-model')];
  await mkdir(base, { recursive: true });
  await saveModel(languageModel, { model, tokenizer } satisfies LoadedModel);
  await saveModel(rewardModel, { model: model.withHead('score', SEED), tokenizer });
  const { eosId: endId, padId } = tokenizer;
  const examples = makeExamples(words, tokenizer);
  await writeFile(join(base, 'examples.json'), JSON.stringify(examples));
  return { languageModel, rewardModel, parameters: model.parameterCount, examples, endId, padId };
}

function createModel({ layers, width, heads }: Size, tokenizer: Tokenizer): Model {
  const config = {
    model_type: 'gpt2',
    vocab_size: tokenizer.vocabularySize,
    n_positions: CONTEXT_LENGTH,
    n_embd: width,
    n_layer: layers,
    n_head: heads,
    bos_token_id: tokenizer.eosId,
    eos_token_id: tokenizer.eosId,
    pad_token_id: tokenizer.padId,
    resid_pdrop: 0,
    embd_pdrop: 0,
    attn_pdrop: 0,
  };
  const model = Model.initialize(config, { head: 'language-model', seed: SEED });
  endSometimes(model, tokenizer.eosId);
  return model;
}

/**
 * Gives an untrained model answers of varied lengths. A direction u is added to the last bias c·u and to the embedding
 * d·u of the end token, which raises its logit by c·d = log(V / mean length): each token is the last with a
 * probability of about 1 / mean length, more or less by what was said before.
 */
function endSometimes(model: Model, endId: number): void {
  const { width, vocabularySize } = model.dimensions;
  const random = createRandom(SEED).fork('end');
  const along = Float32Array.from({ length: width }, () => random.normal() / Math.sqrt(width));
  const onEmbedding = 0.5;
  const onBias = Math.log(vocabularySize / MEAN_ANSWER) / onEmbedding;
  const bias = model.parameters.view('transformer.ln_f.bias');
  const embedding = model.parameters
    .view('transformer.wte.weight')
    .subarray(endId * width, (endId + 1) * width);
  for (const [place, part] of along.entries()) {
    bias[place] = (bias[place] as number) + onBias * part;
    embedding[place] = (embedding[place] as number) + onEmbedding * part;
  }
}

function makeExamples(words: readonly string[], tokenizer: Tokenizer): Example[] {
  const random = createRandom(SEED).fork('examples');
  const counts = new Map<string, number>();
  const tokensOf = (word: string) => {
    const known = counts.get(word) ?? tokenizer.encode(word).length;
    counts.set(word, known);
    return known;
  };
  const text = (length: number) => textOfLength(words, length, tokensOf, random);
  return Array.from({ length: EXAMPLES }, (_, index) => {
    const prompt = text(drawLength(promptLengths, random));
    const [chosen, rejected] = [
      text(drawLength(answerLengths, random)),
      text(drawLength(answerLengths, random)),
    ];
    return {
      promptId: `p${index}`,
      prompt,
      chosen,
      rejected,
      promptIds: tokenizer.promptTokens(prompt),
      chosenIds: tokenizer.completionTokens(chosen),
      rejectedIds: tokenizer.completionTokens(rejected),
    };
  });
}
