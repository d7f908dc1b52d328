import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createRandom, Forward, Generator, loadModel, padBatch } from '@heed/engine';
import { say } from '../gate.ts';
import type { Job } from '../job.ts';

/** What the model is asked, in its chat template. */
export const questions = [
  'What is the capital of France?',
  'Write two sentences about the sea.',
  'Explain to a child why leaves are green.',
];

const NEW_TOKENS = 64;

/** Logits of the questions, and greedy answers of 64 tokens: told for Python to compare. */
export async function run(job: Job): Promise<void> {
  const { model, tokenizer } = await loadModel(job.languageModel, { head: 'language-model' });
  const prompts = questions.map((question) => tokenizer.promptTokens(question));
  const { tokens, mask } = padBatch(prompts, tokenizer.padId);
  await using forward = await Forward.create({
    model,
    inputs: { tokens: { shape: ['B', 'T'], dtype: 'int64' }, mask: { shape: ['B', 'T'], dtype: 'float32' } },
    outputs: (graph, inputs) => ({
      logits: graph.logits(graph.hidden(inputs.tokens, { attentionMask: inputs.mask })),
    }),
  });
  const { logits } = await forward.run({ tokens, mask });
  const file = join(job.folder, 'logits.f32');
  await writeFile(file, new Uint8Array(logits.data.buffer, logits.data.byteOffset, logits.data.byteLength));
  await using generator = await Generator.create({
    model,
    temperature: 0,
    maxNewTokens: NEW_TOKENS,
    endToken: tokenizer.eosId,
  });
  const answers = await generator.generate(prompts, createRandom(0));
  say({
    type: 'check',
    file,
    shape: logits.shape,
    newTokens: NEW_TOKENS,
    questions,
    answers: answers.map((one, row) => ({
      prompt: prompts[row],
      tokens: one.tokens,
      text: tokenizer.decode(one.tokens, { skipSpecial: true }),
    })),
  });
}
