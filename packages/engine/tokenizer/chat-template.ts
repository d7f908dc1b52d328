import { Environment, Interpreter, parse, tokenize } from '@huggingface/jinja';

/** One turn of a conversation. */
export interface ChatMessage {
  role: 'system' | 'user' | 'assistant';
  content: string;
}

/** What a template can refer to besides the conversation: `bos_token`, `eos_token` and the like, as texts. */
export type NamedTokens = Readonly<Record<string, string>>;

/** What a template says through `raise_exception`. */
class Refusal extends Error {}

/** A Jinja template that turns conversations into the text a model was trained on. */
export class ChatTemplate {
  readonly #program: ReturnType<typeof parse>;

  /** Throws one sentence if the template is not Jinja. */
  constructor(source: string) {
    try {
      this.#program = parse(tokenize(withoutMarks(source), { lstrip_blocks: true, trim_blocks: true }));
    } catch (error) {
      throw new Error(`The chat template is not valid: ${line(error)}`);
    }
  }

  /**
   * The text of a conversation, ending where the answer begins. Throws one sentence if the template refuses it, e.g.
   * because two turns of the same role follow each other.
   */
  render(messages: readonly ChatMessage[], tokens: NamedTokens): string {
    const environment = new Environment();
    const given = { ...constants, ...tokens, messages, add_generation_prompt: true };
    for (const [name, value] of Object.entries(given)) environment.set(name, value);
    try {
      return String(new Interpreter(environment).run(this.#program).value);
    } catch (error) {
      const what = error instanceof Refusal ? 'refuses this conversation' : 'cannot be rendered';
      throw new Error(`The chat template ${what}: ${line(error)}`);
    }
  }
}

/** What templates find in Python; `tools` and `documents` are named there even if there are none. */
const constants = {
  true: true,
  false: false,
  none: null,
  True: true,
  False: false,
  None: null,
  tools: null,
  documents: null,
  range: (start: number, stop?: number, step = 1) => {
    const [from, to] = stop === undefined ? [0, start] : [start, stop];
    return Array.from({ length: Math.max(0, Math.ceil((to - from) / step)) }, (_, n) => from + n * step);
  },
  raise_exception: (message: string) => {
    throw new Refusal(message);
  },
  strftime_now: (format: string) => formatDate(new Date(), format),
};

/** `{% generation %}` marks answers for training masks in Python and changes nothing about the text. */
function withoutMarks(source: string): string {
  return source
    .replace(/(\{%[-+]?\s*)generation(\s*[-+]?%\})/g, '$1if true$2')
    .replace(/(\{%[-+]?\s*)endgeneration(\s*[-+]?%\})/g, '$1endif$2');
}

/** Python's strftime for the usual codes (`%-d` leaves out a leading 0), with English names whatever the language of the machine. */
function formatDate(date: Date, format: string): string {
  const part = (options: Intl.DateTimeFormatOptions) => date.toLocaleString('en-US', options);
  const digits = (value: number, length = 2) => String(value).padStart(length, '0');
  const codes: Record<string, string> = {
    Y: digits(date.getFullYear(), 4),
    y: digits(date.getFullYear() % 100),
    m: digits(date.getMonth() + 1),
    B: part({ month: 'long' }),
    b: part({ month: 'short' }),
    d: digits(date.getDate()),
    A: part({ weekday: 'long' }),
    a: part({ weekday: 'short' }),
    H: digits(date.getHours()),
    I: digits(((date.getHours() + 11) % 12) + 1),
    M: digits(date.getMinutes()),
    S: digits(date.getSeconds()),
    p: date.getHours() < 12 ? 'AM' : 'PM',
    '%': '%',
  };
  return format.replace(/%(-?)(.)/g, (whole, short: string, code: string) => {
    const value = codes[code] ?? whole;
    return short ? value.replace(/^0(?=\d)/, '') : value;
  });
}

function line(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[^.!?]$/, '$&.');
}

const speakers = { system: 'System', user: 'Human', assistant: 'Assistant' } as const;

/**
 * A conversation as plain text that ends where the answer begins, for models without a chat template: a single message of
 * the user is its words, several turns are told apart as in HH-RLHF (Bai et al., 2022).
 */
export function plainTurns(messages: readonly ChatMessage[]): string {
  const [only] = messages;
  if (messages.length === 1 && only?.role === 'user') return only.content;
  return [...messages.map(({ role, content }) => `${speakers[role]}: ${content}`), 'Assistant:'].join('\n\n');
}

/**
 * The template that a tokenizer_config.json names, undefined where it names none: a text, or among several by name the
 * one called "default". Throws one sentence if there is no such one.
 */
export function findChatTemplate(value: unknown): string | undefined {
  if (value === undefined || value === null || typeof value === 'string') return value ?? undefined;
  const named = Array.isArray(value) ? (value as { name?: unknown; template?: unknown }[]) : [];
  const chosen = named.find((one) => one?.name === 'default')?.template;
  if (typeof chosen === 'string') return chosen;
  const names = named.map((one) => JSON.stringify(one?.name)).join(', ') || 'none';
  throw new Error(
    `"chat_template" in tokenizer_config.json must be a text or hold a template named "default"; it holds ${names}.`,
  );
}
