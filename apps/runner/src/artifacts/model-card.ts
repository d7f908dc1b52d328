import { readFile } from 'node:fs/promises';
import type { Manifest } from '@heed/schema';
import { z } from 'zod';
import type { ModelCard } from '../api/artifact-views.ts';
import { UserError } from '../errors.ts';
import type { Ancestry } from './ancestry.ts';
import type { ArtifactStore } from './store.ts';
import { sumWeights } from './weights.ts';

const wholeNumber = z.int().optional().catch(undefined);
const optionalText = z.string().optional().catch(undefined);

/** The names that Hugging Face's architectures give to the same sizes. */
const configSchema = z.looseObject({
  architectures: z.array(z.string()).optional().catch(undefined),
  ...{ model_type: optionalText, num_labels: wholeNumber, id2label: z.unknown().optional() },
  ...{ num_hidden_layers: wholeNumber, n_layer: wholeNumber, hidden_size: wholeNumber, n_embd: wholeNumber },
  ...{ num_attention_heads: wholeNumber, n_head: wholeNumber },
  ...{ max_position_embeddings: wholeNumber, n_positions: wholeNumber, n_ctx: wholeNumber },
  vocab_size: wholeNumber,
});
type Config = z.infer<typeof configSchema>;

const adapterSchema = z.looseObject({
  peft_type: z.string().catch('LORA'),
  ...{ r: z.number().optional().catch(undefined), lora_alpha: z.number().optional().catch(undefined) },
  target_modules: z.array(z.string()).catch([]),
  base_model_name_or_path: optionalText,
});
const tokenizerSchema = z.looseObject({ model: z.looseObject({ type: optionalText }).optional() });

/** Larger tokenizers are not opened for a line on a card. */
const LARGEST_TOKENIZER = 64 * 1024 * 1024;

/** Where a model lies in an artifact: the folder with a config.json and weights, the outermost first. */
function modelFolder({ files }: Manifest): string | undefined {
  const paths = files.map(({ path }) => path);
  return paths
    .filter((path) => /(^|\/)config\.json$/.test(path))
    .map((path) => path.slice(0, -'config.json'.length))
    .filter((folder) => weightsIn(paths, folder).length > 0)
    .sort((a, b) => a.length - b.length)[0];
}

function weightsIn(paths: readonly string[], folder: string): string[] {
  return paths.filter(
    (path) => path.startsWith(folder) && /^[^/]+\.safetensors$/.test(path.slice(folder.length)),
  );
}

/** All that can be told of a model without loading it. Throws NOT_FOUND for an artifact without one. */
export async function modelCard(store: ArtifactStore, ancestry: Ancestry, id: string): Promise<ModelCard> {
  const { manifest } = store.open(id);
  const folder = modelFolder(manifest);
  if (folder === undefined) throw noModel(id);
  const inside = manifest.files.filter(({ path }) => path.startsWith(folder));
  const names = weightsIn(
    manifest.files.map(({ path }) => path),
    folder,
  );
  const { parameters, tensors, dtypes } = await sumWeights(names.map((path) => store.fileOf(id, path)));
  const config = configSchema.parse(await readJson(store, id, `${folder}config.json`));
  return {
    ...{ id, folder, parameters, tensors, dtypes, config, ...shapeOf(config) },
    architecture: config.architectures?.[0] ?? config.model_type ?? manifest.facts.architecture ?? '?',
    tokenizer: await describeTokenizer(store, id, folder, config),
    adapter: await describeAdapter(store, id, folder),
    weightBytes: sum(inside.filter(({ path }) => names.includes(path))),
    bytes: sum(inside),
    madeBy: ancestry.makerOf(id),
  };
}

function sum(files: readonly { size: number }[]): number {
  return files.reduce((total, { size }) => total + size, 0);
}

function shapeOf(
  config: Config,
): Pick<ModelCard, 'head' | 'outputs' | 'layers' | 'width' | 'heads' | 'context'> {
  const name = config.architectures?.[0] ?? '';
  const isScore = /ForSequenceClassification$/.test(name);
  const labels = config.num_labels ?? Object.keys((config.id2label ?? {}) as object).length;
  return {
    head: isScore ? 'score' : /(ForCausalLM|LMHeadModel)$/.test(name) ? 'language-model' : 'other',
    outputs: isScore && labels > 0 ? labels : undefined,
    layers: config.num_hidden_layers ?? config.n_layer,
    width: config.hidden_size ?? config.n_embd,
    heads: config.num_attention_heads ?? config.n_head,
    context: config.max_position_embeddings ?? config.n_positions ?? config.n_ctx,
  };
}

async function readJson(store: ArtifactStore, id: string, path: string): Promise<unknown> {
  return JSON.parse(await readFile(store.fileOf(id, path), 'utf8'));
}

async function describeTokenizer(
  store: ArtifactStore,
  id: string,
  folder: string,
  config: Config,
): Promise<ModelCard['tokenizer']> {
  const { files, facts } = store.open(id).manifest;
  const file = files.find(({ path }) => path === `${folder}tokenizer.json`);
  if (!file) return undefined;
  const has = (name: string) => files.some(({ path }) => path === `${folder}${name}`);
  const settings = has('tokenizer_config.json')
    ? await readJson(store, id, `${folder}tokenizer_config.json`)
    : {};
  const small = file.size <= LARGEST_TOKENIZER;
  const content = small ? tokenizerSchema.safeParse(await readJson(store, id, file.path)).data : undefined;
  return {
    identity: facts.tokenizer,
    type: content?.model?.type,
    vocabulary: facts.vocabularySize ?? config.vocab_size,
    chatTemplate:
      has('chat_template.jinja') || Boolean((settings as { chat_template?: unknown }).chat_template),
  };
}

async function describeAdapter(
  store: ArtifactStore,
  id: string,
  folder: string,
): Promise<ModelCard['adapter']> {
  const place = `${folder}adapter/`;
  const paths = store.open(id).manifest.files.map(({ path }) => path);
  if (!paths.includes(`${place}adapter_config.json`)) return undefined;
  const config = adapterSchema.parse(await readJson(store, id, `${place}adapter_config.json`));
  const weights = await sumWeights(weightsIn(paths, place).map((path) => store.fileOf(id, path)));
  return {
    ...{ type: config.peft_type, parameters: weights.parameters },
    ...{ rank: config.r, alpha: config.lora_alpha, targets: config.target_modules },
    base: config.base_model_name_or_path,
  };
}

function noModel(id: string): UserError {
  return new UserError('NOT_FOUND', {
    en: `The artifact ${id.slice(0, 12)} holds no model with config.json and safetensors weights.`,
    zh: `产物 ${id.slice(0, 12)} 中没有带 config.json 与 safetensors 权重的模型。`,
  });
}
