/**
 * The Jinja template that Heed writes into tokenizer_config.json: each turn is its role token and its content, and an
 * answer ends with EOS, so `<|user|>…<|assistant|>` is the prompt and `…<|endoftext|>` is what a model learns to say.
 */
export function heedChatTemplate({ user, assistant }: { user: string; assistant: string }): string {
  return [
    '{% for message in messages %}',
    `{% if message['role'] == 'user' %}{{ '${user}' + message['content'] }}`,
    `{% elif message['role'] == 'assistant' %}{{ '${assistant}' + message['content'] + eos_token }}`,
    "{% else %}{{ raise_exception('Only the roles user and assistant are known, not ' + message['role'] + '.') }}",
    '{% endif %}{% endfor %}',
    `{% if add_generation_prompt %}{{ '${assistant}' }}{% endif %}`,
  ].join('');
}
