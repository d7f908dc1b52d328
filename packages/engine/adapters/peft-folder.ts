import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { readJsonObject } from '../checkpoints/read-json.ts';
import { readSafetensors, type TensorData, writeSafetensors } from '../checkpoints/safetensors.ts';
import { writeJson } from '../checkpoints/write-durably.ts';
import { familyOf, type Head } from '../models/family.ts';
import type { Model } from '../models/model.ts';
import { Adapter, lowRankNames } from './adapter.ts';
import { pairShapes } from './create-adapter.ts';
import { parsePeftConfig, peftConfigOf } from './peft-config.ts';

const CONFIG = 'adapter_config.json';
const WEIGHTS = 'adapter_model.safetensors';
/** What PEFT's wrapper puts in front of the names that a model has in `transformers`. */
const PREFIX = 'base_model.model.';

/** Whether a folder holds an adapter in PEFT's format. */
export async function hasAdapter(folder: string): Promise<boolean> {
  return (await readdir(folder).catch((): string[] => [])).includes(CONFIG);
}

/**
 * Writes an adapter as adapter_config.json and adapter_model.safetensors, which PEFT's `PeftModel.from_pretrained`
 * puts on the model it was trained on. Throws for an adapter without low-rank updates.
 */
export async function saveAdapter(
  folder: string,
  { model, adapter }: { model: Model; adapter: Adapter },
): Promise<void> {
  if (adapter.lowRank === undefined)
    throw new Error(
      'Only an adapter with low-rank updates has a form in PEFT; save the merged model instead.',
    );
  await mkdir(folder, { recursive: true });
  const tensors = [...adapter.parameters.layout].map(([name, { shape }]): [string, TensorData] => [
    `${PREFIX}${name}`,
    { shape: [...shape], data: adapter.parameters.view(name) },
  ]);
  await writeSafetensors(join(folder, WEIGHTS), new Map(tensors));
  const { matrixLayout } = familyOf(model.config.model_type);
  const { _name_or_path: base } = model.config as { _name_or_path?: unknown };
  await writeJson(
    join(folder, CONFIG),
    peftConfigOf(adapter, {
      base: typeof base === 'string' && base !== '' ? base : undefined,
      fanInFanOut: matrixLayout === 'in-out',
    }),
  );
}

/**
 * Reads a LoRA adapter in PEFT's format for `model`. Throws one sentence that names the setting or tensor that Heed
 * cannot use or that does not fit the model.
 */
export async function loadAdapter(folder: string, model: Model): Promise<Adapter> {
  const configFile = join(folder, CONFIG);
  const config = parsePeftConfig(configFile, await readJsonObject(configFile));
  const file = join(folder, WEIGHTS);
  const tensors = canonical(model, file, (await readSafetensors(await weightsIn(folder))).tensors);
  const head = config.task_type === 'SEQ_CLS' || tensors.has('score.weight') ? 'score' : model.head;
  const layers = layersOf(file, tensors, model);
  const specs = [
    ...layers.flatMap((layer) => pairOf(layer, config.r, model)),
    ...wholeWeights(file, tensors, model, head),
  ];
  // PEFT's rsLoRA scales by alpha / √r instead of alpha / r
  const alpha = config.use_rslora ? config.lora_alpha * Math.sqrt(config.r) : config.lora_alpha;
  const adapter = new Adapter(head, specs, { rank: config.r, alpha, layers });
  for (const { name, shape } of specs) fill(file, adapter, name, shape, tensors);
  return adapter;
}

async function weightsIn(folder: string): Promise<string> {
  const files = await readdir(folder);
  if (files.includes(WEIGHTS)) return join(folder, WEIGHTS);
  if (files.includes('adapter_model.bin'))
    throw new Error(
      `${join(folder, 'adapter_model.bin')} is a pickle, which can run any code when it is opened: save the adapter as safetensors instead.`,
    );
  throw new Error(`${folder} holds no adapter: ${WEIGHTS} is missing.`);
}

/** The tensors by the engine's names. */
function canonical(model: Model, file: string, tensors: Map<string, TensorData>): Map<string, TensorData> {
  const { canonicalName } = familyOf(model.config.model_type);
  return new Map(
    [...tensors].map(([given, tensor]) => {
      const [, layer, part] = /^(.*)\.(lora_[AB])\.weight$/.exec(given) ?? [];
      const plain = (layer === undefined ? given : `${layer}.weight`).replace(PREFIX, '');
      const name = given.startsWith(PREFIX) ? canonicalName(plain) : undefined;
      if (name === undefined)
        throw new Error(`${file}: no weight of the model goes by the name of "${given}".`);
      return [part === undefined ? name : name.replace(/weight$/, `${part}.weight`), tensor];
    }),
  );
}

/** The layers with low-rank updates, in the order of the model. */
function layersOf(file: string, tensors: ReadonlyMap<string, TensorData>, model: Model): string[] {
  const { place } = familyOf(model.config.model_type);
  const layers = [...model.parameters.layout.keys()]
    .filter((name) => {
      const where = place(name);
      return where.at === 'block' && where.projection !== undefined;
    })
    .map((name) => name.replace(/\.weight$/, ''));
  const known = new Set(layers.flatMap((layer) => Object.values(lowRankNames(layer))));
  const stray = [...tensors.keys()].find((name) => /\.lora_[AB]\.weight$/.test(name) && !known.has(name));
  if (stray !== undefined)
    throw new Error(`${file}: "${stray}" updates a layer that is no projection of the model's blocks.`);
  const updated = layers.filter((layer) =>
    Object.values(lowRankNames(layer)).some((name) => tensors.has(name)),
  );
  if (updated.length === 0) throw new Error(`${file} holds no low-rank updates.`);
  return updated;
}

function pairOf(layer: string, rank: number, model: Model) {
  const shape = model.parameters.layout.get(`${layer}.weight`)?.shape ?? [];
  return pairShapes(layer, shape, rank, familyOf(model.config.model_type).matrixLayout);
}

/** Weights that the adapter brings whole. A score head has to come from somewhere. */
function wholeWeights(file: string, tensors: ReadonlyMap<string, TensorData>, model: Model, head: Head) {
  if (head === 'score' && model.head !== 'score' && !tensors.has('score.weight'))
    throw new Error(`${file} is for a classifier, but "score.weight" is missing in it and in the model.`);
  const specs = new Map(
    familyOf(model.config.model_type)
      .parameters(model.config, head)
      .map((spec) => [spec.name, spec]),
  );
  const names = [...tensors.keys()].filter((name) => !/\.lora_[AB]\.weight$/.test(name));
  return names.map((name) => {
    const spec = specs.get(name);
    if (spec === undefined) throw new Error(`${file}: the model has no weight "${name}".`);
    return spec;
  });
}

function fill(
  file: string,
  adapter: Adapter,
  name: string,
  shape: readonly number[],
  tensors: ReadonlyMap<string, TensorData>,
): void {
  const tensor = tensors.get(name);
  if (tensor === undefined) throw new Error(`${file}: "${name}" is missing.`);
  if (tensor.shape.join() !== shape.join())
    throw new Error(`${file}: "${name}" is [${tensor.shape.join(',')}] instead of [${shape.join(',')}].`);
  adapter.parameters.view(name).set(tensor.data);
}
