import { familyOf, type Head } from '../models/family.ts';
import { Model } from '../models/model.ts';
import { Tokenizer, type TokenizerFiles } from '../tokenizer/index.ts';
import { eosIdOf, type FolderConfig, hasScoreHead } from './folder-config.ts';
import { type ModelFolder, readModelFolder, writeModelFolder } from './model-folder.ts';

/** A model with the tokenizer that its tokens come from. */
export interface LoadedModel {
  model: Model;
  tokenizer: Tokenizer;
}

export interface LoadOptions {
  /** The head to load with; by default the one that config.json names. A score head that the folder lacks is drawn. */
  head?: Head;
  /** Seed of a drawn head [0]. */
  seed?: number | string;
}

/** Loads a model folder from Heed or `transformers`. Throws one sentence that names the folder for whatever is wrong. */
export async function loadModel(folder: string, { head, seed = 0 }: LoadOptions = {}): Promise<LoadedModel> {
  const files = await readModelFolder(folder);
  try {
    return assemble(files, head ?? (hasScoreHead(files.config) ? 'score' : 'language-model'), seed);
  } catch (error) {
    throw new Error(`The model in ${folder} cannot be loaded. ${(error as Error).message}`);
  }
}

function assemble({ config, tensors, tokenizer: files }: ModelFolder, head: Head, seed: number | string) {
  const hints = {
    bosId: config.bos_token_id ?? undefined,
    eosId: eosIdOf(config),
    padId: config.pad_token_id ?? undefined,
  };
  const tokenizer = Tokenizer.fromFiles(files, hints);
  const model = Model.fromTensors({ ...config, ...idsOf(tokenizer) }, tensors, { head, seed });
  const { vocabularySize } = model.dimensions;
  if (tokenizer.vocabularySize > vocabularySize) {
    throw new Error(
      `The tokenizer has ${tokenizer.vocabularySize} tokens, but the model has embeddings for only ${vocabularySize}: they do not belong together.`,
    );
  }
  return { model, tokenizer };
}

/**
 * Writes a model folder that `transformers` loads as it is: a language model as …LMHeadModel, a reward model as
 * …ForSequenceClassification with one label.
 */
export async function saveModel(folder: string, { model, tokenizer }: LoadedModel): Promise<void> {
  const { files, padId } = tokenizer;
  const padToken = addedToken(files, padId);
  await writeModelFolder(folder, {
    config: configFor(model, tokenizer),
    tensors: model.tensors(),
    tokenizer: {
      ...files,
      config: {
        model_max_length: model.dimensions.contextLength,
        ...files.config,
        // `transformers` finds the last token of a text by the PAD of config.json, so batches must be padded with it
        ...(padToken !== undefined && { pad_token: padToken }),
      },
    },
  });
}

/** The text of a token that tokenizer.json keeps apart from its vocabulary. */
function addedToken({ tokenizer }: TokenizerFiles, id: number): string | undefined {
  const added = Array.isArray(tokenizer.added_tokens) ? tokenizer.added_tokens : [];
  return (added as { id?: unknown; content?: string }[]).find((token) => token.id === id)?.content;
}

/** What the score head adds to config.json: one label makes the output a single number. */
const ONE_LABEL = { num_labels: 1, id2label: { 0: 'LABEL_0' }, label2id: { LABEL_0: 0 } };

function configFor(model: Model, tokenizer: Tokenizer): FolderConfig {
  const { architectures, num_labels, id2label, label2id, dtype, torch_dtype, ...kept } =
    model.config as FolderConfig;
  return {
    architectures: [familyOf(kept.model_type).classNames[model.head]],
    ...kept,
    ...idsOf(tokenizer),
    ...(model.head === 'score' && ONE_LABEL),
    dtype: 'float32',
  };
}

function idsOf({ bosId, eosId, padId }: Tokenizer) {
  return { bos_token_id: bosId ?? null, eos_token_id: eosId, pad_token_id: padId };
}
