import { createHash } from 'node:crypto';
import { Tokenizer as HubTokenizer } from '@huggingface/tokenizers';
import { type ChatMessage, ChatTemplate, findChatTemplate, plainTurns } from './chat-template.ts';
import { findSpecialIds, type IdHints } from './special-ids.ts';
import { namedTokens, type TokenizerFiles } from './tokenizer-files.ts';

/** Turns texts into token ids and back, as tokenizer.json says. */
export class Tokenizer {
  readonly files: TokenizerFiles;
  /** One more than the largest token id: a model needs at least so many embedding rows. */
  readonly vocabularySize: number;
  readonly bosId: number | undefined;
  readonly eosId: number;
  /** Never equal to `eosId`. */
  readonly padId: number;
  /** SHA-256 of tokenizer.json's content without its white space: equal digests cut text alike. */
  readonly digest: string;
  readonly #hub: HubTokenizer;
  readonly #idOf: Map<string, number>;
  readonly #tokenOf: (string | undefined)[];
  readonly #specialIds: Set<number>;
  #template: ChatTemplate | undefined;

  /** Reads the files' content. Throws one sentence when they are damaged or hold no EOS or PAD. */
  static fromFiles(files: TokenizerFiles, hints: IdHints = {}): Tokenizer {
    return new Tokenizer(files, hints);
  }

  private constructor(files: TokenizerFiles, hints: IdHints) {
    this.files = files;
    this.digest = createHash('sha256').update(JSON.stringify(files.tokenizer)).digest('hex');
    this.#hub = openTokenizer(files);
    this.#idOf = this.#hub.get_vocab();
    this.#tokenOf = [];
    for (const [token, id] of this.#idOf) this.#tokenOf[id] = token;
    this.vocabularySize = this.#tokenOf.length;
    const added = [...this.#hub.get_added_tokens_decoder().values()].filter((token) => token.special);
    const texts = added.map(({ content }) => content);
    const idOf = (token: string) => this.#idOf.get(token);
    const { bosId, eosId, padId } = findSpecialIds(files.config, idOf, texts, hints);
    this.bosId = bosId;
    this.eosId = eosId;
    this.padId = padId;
    this.#specialIds = new Set([eosId, padId, ...added.map((token) => token.id)]);
  }

  /** The ids of a text; special tokens written in it count as such, none are added. */
  encode(text: string): number[] {
    return this.#hub.encode(text, { add_special_tokens: false }).ids;
  }

  /** The text of token ids. Characters whose bytes are incomplete become U+FFFD; ids outside the vocabulary are left out. */
  decode(ids: readonly number[], { skipSpecial = false }: { skipSpecial?: boolean } = {}): string {
    const known = ids.filter(
      (id) => this.#tokenOf[id] !== undefined && !(skipSpecial && this.#specialIds.has(id)),
    );
    if (known.length === 0) return '';
    return this.#hub.decode(known, {
      clean_up_tokenization_spaces: this.files.config.clean_up_tokenization_spaces === true,
    });
  }

  /** The text of one token as the vocabulary spells it, or undefined for an id outside the vocabulary. */
  tokenText(id: number): string | undefined {
    return this.#tokenOf[id];
  }

  /**
   * The ids of a prompt or conversation as the chat template gives it, ending where the answer begins. Without a chat
   * template a text is encoded as it is, with the tokens (such as BOS) that tokenizer.json puts before a text, and the
   * turns of a conversation are told apart by who speaks, in plain text.
   * Throws one sentence if the template is damaged or refuses the conversation.
   */
  promptTokens(prompt: string | ChatMessage[]): number[] {
    const messages: ChatMessage[] = typeof prompt === 'string' ? [{ role: 'user', content: prompt }] : prompt;
    const template = this.#chatTemplate();
    // a template writes BOS itself, so tokenizer.json must not add another
    if (template !== undefined) return this.encode(template.render(messages, namedTokens(this.files.config)));
    const { ids } = this.#hub.encode(plainTurns(messages), { add_special_tokens: true });
    return ids.at(-1) === this.eosId && ids.length > 1 ? ids.slice(0, -1) : ids;
  }

  /** Does it say how the turns of a conversation are written? */
  get hasChatTemplate(): boolean {
    return findChatTemplate(this.files.config.chat_template) !== undefined;
  }

  /** The ids of an answer with EOS at its end. */
  completionTokens(text: string): number[] {
    return [...this.encode(text), this.eosId];
  }

  #chatTemplate(): ChatTemplate | undefined {
    if (this.#template === undefined) {
      const source = findChatTemplate(this.files.config.chat_template);
      if (source !== undefined) this.#template = new ChatTemplate(source);
    }
    return this.#template;
  }
}

function openTokenizer({ tokenizer, config }: TokenizerFiles): HubTokenizer {
  const optional = {
    normalizer: null,
    pre_tokenizer: null,
    post_processor: null,
    decoder: null,
    added_tokens: [],
  };
  try {
    return new HubTokenizer({ ...optional, ...tokenizer }, config);
  } catch (error) {
    throw new Error(`tokenizer.json cannot be used: ${(error as Error).message}`);
  }
}
