import { cp, mkdir, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { exportOnnx, loadModel, saveModel } from '@heed/engine';
import { NodeError, type NodeRun, REPORT_FILE, type Report, text } from '@heed/schema';
import type { z } from 'zod';
import { inputArtifact } from '../shared/inputs.ts';
import { describeModel } from '../shared/model-output.ts';
import type spec from './spec.ts';

type Config = z.infer<typeof spec.config>;

/** Writes `model/` beside the report and, where asked, a copy elsewhere, swapped in whole. */
export const run: NodeRun<Config> = async (context) => {
  const { config } = context;
  const source = inputArtifact(context, 'model');
  const head = source.manifest.type === 'reward-model' ? 'score' : 'language-model';
  const { model, tokenizer } = await loadModel(source.directory, { head });
  const output = context.output('report');
  const folder = join(output.directory, 'model');
  await mkdir(folder);
  await saveModel(folder, { model, tokenizer });
  if (config.onnx) await writeFile(join(folder, 'model.onnx'), exportOnnx(model));

  const files = await fileSizes(folder);
  const bytes = files.reduce((total, { size }) => total + size, 0);
  const results = { parameters: model.parameterCount, megabytes: bytes / 1e6 };
  await writeFile(
    join(output.directory, REPORT_FILE),
    JSON.stringify(report(results, files.length), null, 2),
  );
  output.describe(describeModel(model, tokenizer));
  if (config.directory !== '')
    await copyFolder(folder, context.resolveFile(config.directory), context.nodeId);
  return results;
};

async function fileSizes(folder: string): Promise<{ name: string; size: number }[]> {
  const names = await readdir(folder);
  return Promise.all(
    names.sort().map(async (name) => ({ name, size: (await stat(join(folder, name))).size })),
  );
}

function report(results: { parameters: number; megabytes: number }, files: number): Report {
  return {
    format: 'heed/report',
    version: 1,
    title: text('Exported model', '导出的模型'),
    blocks: [
      {
        type: 'figures',
        title: text('The folder model/', '文件夹 model/'),
        figures: [
          {
            name: 'parameters',
            title: text('Parameters', '参数量'),
            value: results.parameters,
            format: 'integer',
          },
          {
            name: 'megabytes',
            title: text('Megabytes', '大小(MB)'),
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
        `节点“${nodeId}”无法把模型复制到 ${to}(${(error as Error).message});请选择可写的文件夹。`,
      ),
    );
  }
}

/** An existing folder is replaced only where it is empty or holds an earlier model. */
async function refuseForeignFolder(folder: string, nodeId: string): Promise<void> {
  const names: string[] = await readdir(folder).catch(() => []);
  if (names.length === 0 || (names.includes('config.json') && names.includes('model.safetensors'))) return;
  throw new NodeError(
    text(
      `Node "${nodeId}" will not replace ${folder}, which holds other files than a model; choose an empty or new folder.`,
      `节点“${nodeId}”不会覆盖 ${folder},因为其中有模型以外的文件;请选择空文件夹或新文件夹。`,
    ),
  );
}
