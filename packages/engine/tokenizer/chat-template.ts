/** One turn of a conversation. */
export interface ChatMessage {
  role: 'user' | 'assistant';
  content: string;
}

/** The texts of the tokens that a chat is built from. */
export interface ChatTokens {
  user: string;
  assistant: string;
  eos: string;
}

/**
 * The Jinja template that Heed writes into tokenizer_config.json: each turn is its role token and its content, and an
 * answer ends with EOS, so `<|user|>…<|assistant|>` is the prompt and `…<|endoftext|>` is what a model learns to say.
 */
export function chatTemplate({ user, assistant }: Omit<ChatTokens, 'eos'>): string {
  return [
    '{% for message in messages %}',
    `{% if message['role'] == 'user' %}{{ '${user}' + message['content'] }}`,
    `{% elif message['role'] == 'assistant' %}{{ '${assistant}' + message['content'] + eos_token }}`,
    "{% else %}{{ raise_exception('Only the roles user and assistant are known, not ' + message['role'] + '.') }}",
    '{% endif %}{% endfor %}',
    `{% if add_generation_prompt %}{{ '${assistant}' }}{% endif %}`,
  ].join('');
}

/** The role tokens of a template written by `chatTemplate`, or undefined for any other template. */
export function readChatTemplate(template: string): Omit<ChatTokens, 'eos'> | undefined {
  const [, user] = /'user' %}\{\{ '([^']*)' \+/.exec(template) ?? [];
  const [, assistant] = /'assistant' %}\{\{ '([^']*)' \+/.exec(template) ?? [];
  if (user === undefined || assistant === undefined) return undefined;
  return chatTemplate({ user, assistant }) === template ? { user, assistant } : undefined;
}

/** The text of a conversation as the template gives it; with `generationPrompt` it ends where an answer begins. */
export function renderChat(messages: ChatMessage[], tokens: ChatTokens, generationPrompt: boolean): string {
  const turns = messages.map(({ role, content }) => {
    if (role === 'user') return tokens.user + content;
    if (role === 'assistant') return tokens.assistant + content + tokens.eos;
    throw new Error(`Only the roles user and assistant are known, not ${role}.`);
  });
  return turns.join('') + (generationPrompt ? tokens.assistant : '');
}
