import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { NonFiniteError } from '@heed/engine';
import { type NodeContext, NodeError, text } from '@heed/schema';
import { z } from 'zod';
import { exactJson, parseExactJson } from './exact-json.ts';
import type { Part } from './parts.ts';

const STATE = 'state.json';
const savedSchema = z.object({ step: z.int().min(0), state: z.unknown() });

type Context = Pick<NodeContext, 'nodeId' | 'checkpoint' | 'log'>;

/**
 * What a node needs to go on after an interruption as if there had been none: parts with files of their own (trainers,
 * rows) and a small state (cursor, random numbers, results so far).
 */
class NodeCheckpoint<State> {
  /** The state of the last checkpoint; undefined where the work begins. */
  readonly saved: State | undefined;
  readonly #context: Context;
  readonly #steps: number;
  readonly #directory: string | undefined;
  readonly #parts: Part[] = [];
  /** The step of the last checkpoint. */
  #kept: number | undefined;

  constructor(context: Context, steps: number, found?: { directory: string; step: number; state: State }) {
    this.#context = context;
    this.#steps = steps;
    this.#directory = found?.directory;
    this.#kept = found?.step;
    this.saved = found?.state;
  }

  /** Brings a part to where it was in the last checkpoint, and takes it into every later one. */
  async attach(...parts: Part[]): Promise<void> {
    for (const part of parts) {
      if (this.#directory) await part.restore(this.#directory);
      this.#parts.push(part);
    }
  }

  /** Saves after a step where it is time to; where it is not, shows people what the step made. */
  async keep(step: number, state: State): Promise<void> {
    const { checkpoint } = this.#context;
    if (checkpoint.due()) return this.keepNow(step, state);
    const shown = this.#parts.flatMap((part) => (part.show ? [part.show] : []));
    if (shown.length === 0) return;
    await checkpoint.show(async (directory) => {
      for (const show of shown) await show(directory);
    });
  }

  /** Saves in any case: before a node waits for people, and where the work would cost money again. */
  async keepNow(step: number, state: State): Promise<void> {
    await this.#context.checkpoint.save(async (directory) => {
      for (const part of this.#parts) await part.save(directory);
      await writeFile(join(directory, STATE), exactJson({ step, state }));
    });
    this.#kept = step;
  }

  /** Waits for a training step; where its numbers are not finite, says which step it was and what is left. */
  async guard<Result>(step: number, work: Promise<Result>): Promise<Result> {
    try {
      return await work;
    } catch (error) {
      throw error instanceof NonFiniteError ? this.#explain(step, error) : error;
    }
  }

  #explain(step: number, { loss, norm }: NonFiniteError): NodeError {
    const [en, zh] =
      this.#kept === undefined
        ? ['', '']
        : [` The checkpoint of step ${this.#kept} is kept.`, `第 ${this.#kept} 步的检查点已保留。`];
    return new NodeError(
      text(
        `Step ${step} of ${this.#steps} at node "${this.#context.nodeId}" gave loss ${loss} and gradient norm ${norm}; lower the learning rate or look at the data of this step.${en}`,
        `节点“${this.#context.nodeId}”的第 ${step} 步（共 ${this.#steps} 步）得到损失 ${loss}、梯度范数 ${norm}；请降低学习率或检查这一步的数据。${zh}`,
      ),
    );
  }
}

/**
 * Finds where an earlier attempt at the same work was, of `steps` steps in all:
 * `const checkpoint = await openCheckpoint(context, cursorSchema, steps)`, then `attach` what is trained, and `keep`
 * after every step.
 */
export async function openCheckpoint<State>(
  context: Context,
  schema: z.ZodType<State>,
  steps: number,
): Promise<NodeCheckpoint<State>> {
  const directory = await context.checkpoint.resume();
  if (directory === undefined) return new NodeCheckpoint(context, steps);
  const { step, state } = savedSchema.parse(parseExactJson(await readFile(join(directory, STATE), 'utf8')));
  context.log(
    'info',
    text(`Resumed from step ${step} of ${steps}.`, `已从第 ${step} 步继续，共 ${steps} 步。`),
  );
  return new NodeCheckpoint(context, steps, { directory, step, state: schema.parse(state) });
}
