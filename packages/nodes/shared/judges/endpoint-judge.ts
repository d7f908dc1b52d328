import { setTimeout as wait } from 'node:timers/promises';
import type { Judged } from '@heed/labeling/contract/form.ts';
import {
  type JudgeQuestion,
  judgeMessages,
  judgeQuestion,
  type MediaMessage,
} from '@heed/labeling/judges/questions.ts';
import { firstObject } from '@heed/labeling/judges/reply.ts';
import { type LabelingTask, type ModelEndpoint, NodeError, text } from '@heed/schema';
import { type ChatOptions, chat } from './chat-client.ts';
import type { AnswerOptions, Asked, Judge } from './judge.ts';
import type { EndpointSettings } from './saved-judge.ts';
import { type CandidatePart, sentMedia } from './sent-media.ts';

/** Above this share of replies that cannot be read, something is wrong with the model or the question. */
const MOST_UNREADABLE = 0.2;
/** Fewer replies than this say nothing of a share. */
const FEWEST_REPLIES = 20;

const cannotJudge: Judged<unknown> = { outcome: 'cannot-judge', value: {} };
const other = 'That cannot be read. Reply with the JSON object alone.';

/** A judge behind an OpenAI-compatible endpoint. It answers several tasks at once, each on its own. */
export function endpointJudge(
  endpoint: ModelEndpoint,
  settings: EndpointSettings,
  partOf: CandidatePart = sentMedia('none', []),
): Judge {
  const limit = new Pace(settings.requestsPerMinute);
  return {
    name: settings.name,
    batchSize: 4 * settings.concurrency,
    isCostly: true,
    async answer(asked, tasks, options) {
      const question = judgeQuestion(asked);
      if (!question) throw cannotFillIn(asked);
      const replies = new Replies(endpoint, settings, limit, options, partOf);
      const answers = new Array<Judged<unknown>>(tasks.length);
      let next = 0;
      const work = async () => {
        for (let place = next++; place < tasks.length; place = next++)
          answers[place] = await judgeOne(replies, asked, question, tasks[place] as LabelingTask, settings);
      };
      await Promise.all(Array.from({ length: settings.concurrency }, work));
      return answers;
    },
    [Symbol.asyncDispose]: async () => {},
  };
}

/** A pair is asked both ways round where the settings say so; two answers that contradict each other are a tie. */
async function judgeOne(
  replies: Replies,
  asked: Asked,
  question: JudgeQuestion,
  task: LabelingTask,
  { bothOrders }: EndpointSettings,
): Promise<Judged<unknown>> {
  const first = await replies.judged(asked, question, task, task.candidates);
  if (!bothOrders || task.candidates.length !== 2) return first;
  const second = await replies.judged(asked, question, task, task.candidates.toReversed());
  if (first.outcome === 'cannot-judge') return second;
  if (second.outcome === 'cannot-judge') return first;
  return JSON.stringify(first) === JSON.stringify(second) ? first : { outcome: 'tie', value: {} };
}

/** Replies to questions, and how many of them could not be read. */
class Replies {
  readonly #endpoint: ModelEndpoint;
  readonly #options: ChatOptions;
  readonly #limit: Pace;
  readonly #partOf: CandidatePart;
  #asked = 0;
  #unreadable = 0;

  constructor(
    endpoint: ModelEndpoint,
    { model, timeoutSeconds }: EndpointSettings,
    limit: Pace,
    { signal, log }: AnswerOptions,
    partOf: CandidatePart,
  ) {
    this.#partOf = partOf;
    this.#endpoint = endpoint;
    this.#limit = limit;
    const onRetry = (reason: string) =>
      log(
        'warn',
        text(
          `The endpoint "${endpoint.name}" is tried again: ${reason}`,
          `正在重试端点“${endpoint.name}”：${reason}`,
        ),
      );
    this.#options = { model, timeoutMs: timeoutSeconds * 1000, signal, onRetry };
  }

  /** One judgement; a reply that cannot be read is asked for once more, and then nothing was judged. */
  async judged(
    asked: Asked,
    question: JudgeQuestion,
    task: LabelingTask,
    shown: LabelingTask['candidates'],
  ): Promise<Judged<unknown>> {
    const ids = shown.map(({ id }) => id);
    const messages = judgeMessages(asked, question, task, await Promise.all(shown.map(this.#partOf)));
    const reply = await this.#ask(messages, question);
    const read = (content: string) => {
      const found = firstObject(content);
      return found && question.read(found, ids);
    };
    const judged =
      read(reply) ??
      read(
        await this.#ask(
          [...messages, { role: 'assistant', content: reply }, { role: 'user', content: other }],
          question,
        ),
      );
    this.#count(judged !== undefined);
    return judged ?? cannotJudge;
  }

  async #ask(messages: readonly MediaMessage[], { schema }: JudgeQuestion): Promise<string> {
    await this.#limit.turn(this.#options.signal);
    return (await chat(this.#endpoint, messages, schema, this.#options)).content;
  }

  #count(isReadable: boolean): void {
    this.#asked++;
    if (!isReadable) this.#unreadable++;
    if (this.#asked >= FEWEST_REPLIES && this.#unreadable > MOST_UNREADABLE * this.#asked)
      throw new NodeError(
        text(
          `Of ${this.#asked} replies of the model "${this.#options.model}", ${this.#unreadable} were not the JSON that was asked for; choose a model that can follow the instruction.`,
          `模型“${this.#options.model}”的 ${this.#asked} 个答复中有 ${this.#unreadable} 个不是所要求的 JSON；请选择能遵循指令的模型。`,
        ),
      );
  }
}

/** Lets requests go one after the other, at most so many a minute; 0 is without a limit. */
class Pace {
  readonly #gapMs: number;
  #next = 0;

  constructor(perMinute: number) {
    this.#gapMs = perMinute > 0 ? 60_000 / perMinute : 0;
  }

  async turn(signal: AbortSignal): Promise<void> {
    const now = performance.now();
    const at = Math.max(now, this.#next);
    this.#next = at + this.#gapMs;
    if (at > now) await wait(at - now, undefined, { signal });
  }
}

function cannotFillIn({ title }: Asked): NodeError {
  return new NodeError(
    text(
      `A model as a judge cannot fill in the form "${title.en}"; choose the pairwise, ranking, rating or dialogue form, or take the wire to the judge away.`,
      `模型裁判无法填写表单“${title.zh}”；请选择成对选择、排序、评分或对话表单，或移除裁判的连线。`,
    ),
  );
}
