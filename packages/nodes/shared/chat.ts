import {
  createRandom,
  type DeviceName,
  Generator,
  loadModel,
  type Model,
  type Tokenizer,
} from '@heed/engine';
import { type ConversationMessage, NodeError, text } from '@heed/schema';

/** Batches of replies that are drawn at most until enough of them differ. */
const MOST_DRAWS = 6;

export interface ChatOptions {
  temperature: number;
  maxNewTokens: number;
  device: DeviceName;
}

/** What is answered, and the number from which all chance follows: the same request gives the same replies. */
export interface ChatRequest {
  messages: ConversationMessage[];
  seed: number;
  /** Different replies wanted; fewer come where the model always says the same. */
  count: number;
}

/** A model that goes on with conversations. */
export class Chat implements AsyncDisposable {
  readonly #model: Model;
  readonly #tokenizer: Tokenizer;
  readonly #generator: Generator;
  readonly #options: ChatOptions;

  private constructor(model: Model, tokenizer: Tokenizer, generator: Generator, options: ChatOptions) {
    this.#model = model;
    this.#tokenizer = tokenizer;
    this.#generator = generator;
    this.#options = options;
  }

  /** Loads the model of a folder. Throws one sentence where it is damaged. */
  static async open(directory: string, options: ChatOptions): Promise<Chat> {
    const { model, tokenizer } = await loadModel(directory, { head: 'language-model' });
    const { temperature, maxNewTokens, device } = options;
    const generator = await Generator.create({
      ...{ model, device, temperature, maxNewTokens, endToken: tokenizer.eosId },
    });
    return new Chat(model, tokenizer, generator, options);
  }

  /** Different replies, in the order drawn. Throws a `NodeError` where the conversation has grown too long. */
  async reply({ messages, seed, count }: ChatRequest): Promise<string[]> {
    const prompt = this.#tokenizer.promptTokens(messages);
    this.#requireRoom(prompt.length);
    const random = createRandom(seed);
    const replies = new Set<string>();
    for (let draw = 0; draw < MOST_DRAWS && replies.size < count; draw++) {
      const prompts = Array.from({ length: count }, () => prompt);
      for (const { tokens } of await this.#generator.generate(prompts, random.fork(`draw ${draw}`)))
        replies.add(this.#tokenizer.decode(tokens, { skipSpecial: true }).trim());
    }
    return [...replies].slice(0, count);
  }

  #requireRoom(length: number): void {
    const { contextLength } = this.#model.dimensions;
    const { maxNewTokens } = this.#options;
    if (length + maxNewTokens <= contextLength) return;
    throw new NodeError(
      text(
        `The conversation has ${length} tokens, and the model reads ${contextLength}, of which ${maxNewTokens} are for its reply; finish the conversation, or write a shorter message.`,
        `对话已有 ${length} 个词元，而模型最多读取 ${contextLength} 个（其中 ${maxNewTokens} 个留给回复）；请结束对话，或写一条更短的消息。`,
      ),
    );
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#generator.dispose();
  }
}
