import { cp, mkdir, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import {
  exportOnnx,
  hasAdapter,
  loadAdapter,
  loadModel,
  type Model,
  saveModel,
  type Tokenizer,
} from '@heed/engine';
import { type InputArtifact, NodeError, type NodeRun, REPORT_FILE, type Report, text } from '@heed/schema';
import type { z } from 'zod';
import { inputArtifact } from '../shared/inputs.ts';
import { describeModel } from '../shared/model-output.ts';
import { ADAPTER_FOLDER } from '../shared/tuning.ts';
import type spec from './spec.ts';

type Config = z.infer<typeof spec.config>;

/** Writes `model/` or `adapter/` beside the report and, where asked, a copy elsewhere, swapped in whole. */
export const run: NodeRun<Config> = async (context) => {
  const { config } = context;
  const source = inputArtifact(context, 'model');
  const head = source.manifest.type === 'reward-model' ? 'score' : 'language-model';
  const { model, tokenizer } = await loadModel(source.directory, { head });
  const output = context.output('report');
  const folder = join(output.directory, config.content);
  const parameters =
    config.content === 'adapter'
      ? await writeAdapter(folder, source, model, context.nodeId)
      : await writeModel(folder, { model, tokenizer }, config.onnx);

  const files = await fileSizes(folder);
  const bytes = files.reduce((total, { size }) => total + size, 0);
  const results = { parameters, megabytes: bytes / 1e6 };
  await writeFile(
    join(output.directory, REPORT_FILE),
    JSON.stringify(report(config.content, results, files.length), null, 2),
  );
  const about = describeModel(model, tokenizer);
  const ofAdapter = { title: text('adapter parameters', '适配器参数量'), value: parameters };
  output.describe(config.content === 'adapter' ? { ...about, summary: [ofAdapter] } : about);
  if (config.directory !== '')
    await copyFolder(folder, context.resolveFile(config.directory), context.nodeId);
  return results;
};

/** Gives the number of parameters. */
async function writeModel(
  folder: string,
  loaded: { model: Model; tokenizer: Tokenizer },
  onnx: boolean,
): Promise<number> {
  await mkdir(folder);
  await saveModel(folder, loaded);
  if (onnx) await writeFile(join(folder, 'model.onnx'), exportOnnx(loaded.model));
  return loaded.model.parameterCount;
}

/** Gives the number of parameters. The adapter is read first, so that a damaged one is never passed on. */
async function writeAdapter(
  folder: string,
  source: InputArtifact,
  model: Model,
  nodeId: string,
): Promise<number> {
  const adapter = join(source.directory, ADAPTER_FOLDER);
  if (!(await hasAdapter(adapter)))
    throw new NodeError(
      text(
        `Node "${nodeId}" is to write a LoRA adapter, but the model it got was not tuned by LoRA; set "content" to the whole model.`,
        `节点“${nodeId}”要导出 LoRA 适配器，但收到的模型并非由 LoRA 训练得到；请将“content”改为整个模型。`,
      ),
    );
  const { parameterCount } = await loadAdapter(adapter, model);
  await cp(adapter, folder, { recursive: true });
  return parameterCount;
}

async function fileSizes(folder: string): Promise<{ name: string; size: number }[]> {
  const names = await readdir(folder);
  return Promise.all(
    names.sort().map(async (name) => ({ name, size: (await stat(join(folder, name))).size })),
  );
}

function report(
  content: Config['content'],
  results: { parameters: number; megabytes: number },
  files: number,
): Report {
  return {
    format: 'heed/report',
    version: 1,
    title:
      content === 'model' ? text('Exported model', '导出的模型') : text('Exported adapter', '导出的适配器'),
    blocks: [
      {
        type: 'figures',
        title: text(`The folder ${content}/`, `文件夹 ${content}/`),
        figures: [
          {
            name: 'parameters',
            title: text('Parameters', '参数量'),
            value: results.parameters,
            format: 'integer',
          },
          {
            name: 'megabytes',
            title: text('Megabytes', '大小（MB）'),
            value: results.megabytes,
            format: 'number',
          },
          { name: 'files', title: text('Files', '文件数'), value: files, format: 'integer' },
        ],
      },
    ],
  };
}

/** Copies beside the target first and renames, so that a reader never sees half a model. */
async function copyFolder(from: string, to: string, nodeId: string): Promise<void> {
  const staging = `${to}.writing`;
  await refuseForeignFolder(to, nodeId);
  try {
    await mkdir(dirname(to), { recursive: true });
    await rm(staging, { recursive: true, force: true });
    await cp(from, staging, { recursive: true });
    await rm(to, { recursive: true, force: true });
    await rename(staging, to);
  } catch (error) {
    await rm(staging, { recursive: true, force: true });
    throw new NodeError(
      text(
        `Node "${nodeId}" could not copy the model to ${to} (${(error as Error).message}); choose a folder that can be written.`,
        `节点“${nodeId}”无法把模型复制到 ${to}(${(error as Error).message})；请选择可写的文件夹。`,
      ),
    );
  }
}

/** What tells a folder that an export wrote. */
const EXPORTED = [
  ['config.json', 'model.safetensors'],
  ['adapter_config.json', 'adapter_model.safetensors'],
];

/** An existing folder is replaced only where it is empty or holds an earlier model or adapter. */
async function refuseForeignFolder(folder: string, nodeId: string): Promise<void> {
  const names: string[] = await readdir(folder).catch(() => []);
  if (names.length === 0 || EXPORTED.some((files) => files.every((file) => names.includes(file)))) return;
  throw new NodeError(
    text(
      `Node "${nodeId}" will not replace ${folder}, which holds other files than a model; choose an empty or new folder.`,
      `节点“${nodeId}”不会覆盖 ${folder}，因为其中有模型以外的文件；请选择空文件夹或新文件夹。`,
    ),
  );
}
