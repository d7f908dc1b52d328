import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Tokenizer, type TokenizerFiles, trainTokenizer } from './index.ts';

const TEXTS = [
  'The weather is lovely today, perfect for a walk in the park.',
  'The weather is rainy today, so take an umbrella with you.',
  '今天的天气非常好,适合出门散步。',
  '今天的天气不太好,出门请带伞。',
  'It is 25 degrees today; 今天25度。',
];

function train(vocabularySize = 320): TokenizerFiles {
  return trainTokenizer(TEXTS, { vocabularySize });
}

/** Files as they come back from disk, with changes to tokenizer_config.json. */
function reload(files: TokenizerFiles, config: Record<string, unknown> = {}): TokenizerFiles {
  return JSON.parse(JSON.stringify({ tokenizer: files.tokenizer, config: { ...files.config, ...config } }));
}

describe('training', () => {
  test('gives the vocabulary that was asked for, the same each time', () => {
    const tokenizer = Tokenizer.fromFiles(train(300));
    expect(tokenizer.vocabularySize).toBe(300);
    expect(Tokenizer.fromFiles(train(300)).digest).toBe(tokenizer.digest);
    expect(Tokenizer.fromFiles(train(301)).digest).not.toBe(tokenizer.digest);
  });

  test('learns words of both languages', () => {
    const tokenizer = Tokenizer.fromFiles(train());
    expect(tokenizer.encode(' weather')).toHaveLength(1);
    expect(tokenizer.encode('今天')).toHaveLength(1);
    expect(tokenizer.encode(TEXTS.join('')).length).toBeLessThan(0.6 * Buffer.byteLength(TEXTS.join('')));
  });

  test('stops early when no pair repeats', () => {
    expect(Tokenizer.fromFiles(trainTokenizer(['ab'], { vocabularySize: 500 })).vocabularySize).toBe(260);
  });

  test('refuses a vocabulary without room for the bytes, and special tokens that are not distinct', () => {
    expect(() => train(200)).toThrow(/at least 260 tokens \(4 special tokens and 256 bytes\), not 200/);
    expect(() =>
      trainTokenizer(TEXTS, { vocabularySize: 300, specialTokens: { pad: '<|endoftext|>' } }),
    ).toThrow(/"<\|endoftext\|>" is empty or used twice/);
  });

  test('a word such as __proto__ is a token like any other', () => {
    const texts = ['__proto__ constructor 0 1 2'.repeat(3)];
    const tokenizer = Tokenizer.fromFiles(reload(trainTokenizer(texts, { vocabularySize: 300 })));
    expect(tokenizer.decode(tokenizer.encode('__proto__ constructor'))).toBe('__proto__ constructor');
    expect(tokenizer.encode('__proto__').length).toBeLessThan(4);
  });
});

describe('encoding and decoding', () => {
  const tokenizer = Tokenizer.fromFiles(reload(train()));

  test('every text comes back as it was', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(tokenizer.decode(tokenizer.encode(text))).toBe(text);
      }),
      { numRuns: 300 },
    );
  });

  test('all ids are below the vocabulary size', () => {
    const ids = TEXTS.flatMap((text) => tokenizer.completionTokens(text));
    expect(Math.max(...ids)).toBeLessThan(tokenizer.vocabularySize);
  });

  test('an emoji of several bytes and tokens is whole again after decoding', () => {
    const ids = tokenizer.encode('☔天气🌧️');
    expect(ids.length).toBeGreaterThan(4);
    expect(tokenizer.decode(ids)).toBe('☔天气🌧️');
  });

  test('spaces before punctuation are not cleaned away', () => {
    expect(tokenizer.decode(tokenizer.encode('Well , fine .'))).toBe('Well , fine .');
  });

  test('special tokens are left out on request, ids outside the vocabulary always', () => {
    const ids = [...tokenizer.promptTokens('Hi'), ...tokenizer.completionTokens('Sunny'), tokenizer.padId];
    expect(tokenizer.decode(ids)).toBe('<|user|>Hi<|assistant|>Sunny<|endoftext|><|pad|>');
    expect(tokenizer.decode(ids, { skipSpecial: true })).toBe('HiSunny');
    expect(tokenizer.decode([99999])).toBe('');
    expect(tokenizer.decode([])).toBe('');
  });

  test('a prompt ends where the answer begins; an answer ends with EOS', () => {
    const user = tokenizer.encode('<|user|>')[0];
    const assistant = tokenizer.encode('<|assistant|>')[0];
    expect(tokenizer.promptTokens('天气?')).toEqual([user, ...tokenizer.encode('天气?'), assistant]);
    expect(tokenizer.completionTokens('好')).toEqual([...tokenizer.encode('好'), tokenizer.eosId]);
    const chat = tokenizer.promptTokens([
      { role: 'user', content: 'A' },
      { role: 'assistant', content: 'B' },
      { role: 'user', content: 'C' },
    ]);
    expect(tokenizer.decode(chat)).toBe('<|user|>A<|assistant|>B<|endoftext|><|user|>C<|assistant|>');
  });
});

describe('tokenizers from elsewhere', () => {
  test('without a chat template a prompt is plain text', () => {
    const tokenizer = Tokenizer.fromFiles(reload(train(), { chat_template: null }));
    expect(tokenizer.promptTokens('The weather')).toEqual(tokenizer.encode('The weather'));
  });

  test('without a chat template the turns of a conversation are told apart in plain text', () => {
    const tokenizer = Tokenizer.fromFiles(reload(train(), { chat_template: null }));
    expect([tokenizer.hasChatTemplate, Tokenizer.fromFiles(train()).hasChatTemplate]).toEqual([false, true]);
    const chat = tokenizer.promptTokens([
      { role: 'system', content: 'Be brief.' },
      { role: 'user', content: 'A' },
      { role: 'assistant', content: 'B' },
      { role: 'user', content: 'C' },
    ]);
    expect(tokenizer.decode(chat)).toBe(
      'System: Be brief.\n\nHuman: A\n\nAssistant: B\n\nHuman: C\n\nAssistant:',
    );
  });

  test('without a chat template a prompt keeps the BOS of tokenizer.json and loses its EOS', () => {
    const files = reload(train(), { chat_template: null });
    files.tokenizer.post_processor = {
      type: 'TemplateProcessing',
      single: [
        { SpecialToken: { id: '<|user|>', type_id: 0 } },
        { Sequence: { id: 'A', type_id: 0 } },
        { SpecialToken: { id: '<|endoftext|>', type_id: 0 } },
      ],
      pair: [],
      special_tokens: {},
    };
    const tokenizer = Tokenizer.fromFiles(files);
    expect(tokenizer.decode(tokenizer.promptTokens('Hi'))).toBe('<|user|>Hi');
    expect(tokenizer.decode(tokenizer.encode('Hi'))).toBe('Hi');
  });

  test('a chat template of another kind is rendered; BOS stands there once', () => {
    const chat_template =
      '{{ bos_token }}{% for m in messages %}[{{ m.role }}] {{ m.content | trim }}{% endfor %}';
    const files = reload(train(), { chat_template, bos_token: '<|pad|>', pad_token: null });
    files.tokenizer.post_processor = {
      type: 'TemplateProcessing',
      single: [{ SpecialToken: { id: '<|pad|>', type_id: 0 } }, { Sequence: { id: 'A', type_id: 0 } }],
      pair: [],
      special_tokens: { '<|pad|>': { id: '<|pad|>', ids: [1], tokens: ['<|pad|>'] } },
    };
    const tokenizer = Tokenizer.fromFiles(files);
    expect(tokenizer.decode(tokenizer.promptTokens(' Hi '))).toBe('<|pad|>[user] Hi');
  });

  test('a chat template that is damaged or refuses a conversation is named when a prompt is formatted', () => {
    const refusing = Tokenizer.fromFiles(reload(train()));
    expect(() => refusing.promptTokens([{ role: 'system', content: 'Be brief.' }])).toThrow(
      'The chat template refuses this conversation: Only the roles user and assistant are known, not system.',
    );
    const damaged = Tokenizer.fromFiles(reload(train(), { chat_template: '{% for %}' }));
    expect(() => damaged.promptTokens('Hi')).toThrow(/^The chat template is not valid: /);
    const nameless = Tokenizer.fromFiles(reload(train(), { chat_template: [{ name: 'rag', template: '' }] }));
    expect(() => nameless.promptTokens('Hi')).toThrow(
      'must be a text or hold a template named "default"; it holds "rag".',
    );
  });

  test('PAD equal to EOS is replaced by a token that is only for padding', () => {
    const padId = Tokenizer.fromFiles(train()).padId;
    const tokenizer = Tokenizer.fromFiles(reload(train(), { pad_token: '<|endoftext|>' }));
    expect(tokenizer.padId).toBe(padId);
    expect(tokenizer.padId).not.toBe(tokenizer.eosId);
  });

  test('without any padding token, one for a byte outside UTF-8 is taken; it never comes out of a text', () => {
    const files = reload(train(), { pad_token: undefined });
    const [eos] = files.tokenizer.added_tokens as { content: string }[];
    files.tokenizer.added_tokens = [eos];
    const model = files.tokenizer.model as { vocab: Record<string, number> };
    model.vocab = Object.fromEntries(
      Object.entries(model.vocab).map(([token, id]) => [token === '<|pad|>' ? 'unused' : token, id]),
    );
    const tokenizer = Tokenizer.fromFiles(files);
    expect(tokenizer.tokenText(tokenizer.padId)).toBe('ÿ');
    expect(tokenizer.encode('ÿ þ À')).not.toContain(tokenizer.padId);
    expect(tokenizer.decode([tokenizer.padId], { skipSpecial: true })).toBe('');
  });

  test('ids in config.json stand in for missing names; a name as an object is read too', () => {
    const bare = reload(train(), { eos_token: undefined, bos_token: undefined, pad_token: undefined });
    expect(Tokenizer.fromFiles(bare, { eosId: 7, padId: 9 })).toMatchObject({ eosId: 7, padId: 9 });
    const named = reload(train(), { eos_token: { content: '<|assistant|>', lstrip: false } });
    expect(Tokenizer.fromFiles(named).eosId).toBe(3);
  });

  test('neither PAD nor EOS: one sentence says what to add', () => {
    const wordLevel: TokenizerFiles = {
      tokenizer: { model: { type: 'BPE', vocab: { a: 0, b: 1 }, merges: [] } },
      config: {},
    };
    expect(() => Tokenizer.fromFiles(wordLevel)).toThrow(/no end-of-text token: name one/);
    expect(() => Tokenizer.fromFiles(wordLevel, { eosId: 1 })).toThrow(/no padding token besides/);
  });

  test('damaged files are refused in one sentence', () => {
    expect(() => Tokenizer.fromFiles({ tokenizer: {}, config: {} })).toThrow(
      /^tokenizer\.json cannot be used: /,
    );
  });
});
