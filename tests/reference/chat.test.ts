import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type ChatMessage, Tokenizer } from '@heed/engine';
import { beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { formatOf } from '../../packages/labeling/formats/index.ts';
import { promptTokens } from '../../packages/nodes/shared/prompt-tokens.ts';
import { readValues } from './compare.ts';
import { SENTENCES } from './heed-folder.ts';
import { describeReference, runScript } from './python.ts';

const list = z.array(z.number());
const valuesSchema = z.object({
  files: z.object({ tokenizer: z.looseObject({}), config: z.looseObject({}) }),
  encoded: z.array(list),
  decoded: z.array(z.string()),
  plain: z.array(list),
  chats: z.record(z.string(), z.array(z.union([z.object({ ids: list }), z.object({ refusal: z.string() })]))),
});
const conversations: ChatMessage[][] = JSON.parse(
  readFileSync(join(import.meta.dirname, 'conversations.json'), 'utf8'),
);
const template = (name: string) => readFile(join(import.meta.dirname, 'templates', `${name}.jinja`), 'utf8');

describeReference(
  'Tokenizers and chat templates',
  (folder) => runScript('chat.py', join(folder, 'chat')),
  (folder) => {
    describe.each(['gpt', 'qwen', 'llama3', 'llama', 'mistral'])('%s', (kind) => {
      let values: z.infer<typeof valuesSchema>;
      beforeAll(async () => {
        values = await readValues(join(folder(), 'chat', `${kind}.json`), valuesSchema);
      });
      const tokenizer = (chatTemplate?: unknown) =>
        Tokenizer.fromFiles({
          ...values.files,
          config: { ...values.files.config, chat_template: chatTemplate },
        });

      test('texts in many writings have the same ids, and ids the same text', () => {
        const one = tokenizer();
        expect(SENTENCES.encoding.map((text) => one.encode(text))).toEqual(values.encoded);
        // the decoder of single bytes leaves out a byte order mark, which no reader sees
        const visible = (text: string) => text.replaceAll('\ufeff', '');
        expect(values.encoded.map((ids) => visible(one.decode(ids)))).toEqual(values.decoded.map(visible));
      });

      test('PAD is neither EOS nor BOS', () => {
        const { padId, eosId, bosId } = tokenizer();
        expect([eosId, bosId]).not.toContain(padId);
      });

      test('without a template a prompt has BOS where tokenizer.json puts it', () => {
        const one = tokenizer();
        expect(conversations.map(([first]) => one.promptTokens(first?.content ?? ''))).toEqual(values.plain);
      });

      test('conversations of feedback files are rendered as the conversations themselves', async () => {
        const chats = conversations.slice(0, 2);
        const pairs = chats.flatMap((messages) => {
          const answer = (content: string) => [...messages, { role: 'assistant', content }];
          const record = { chosen: answer('a'), rejected: answer('b') };
          return formatOf(record)?.read(record) ?? [];
        });
        expect(pairs).toHaveLength(2);
        for (const [name, expected] of Object.entries(values.chats)) {
          const one = tokenizer([{ name: 'default', template: await template(name) }]);
          for (const [n, { prompt }] of pairs.entries()) {
            const want = expected[n];
            if (want && 'ids' in want) expect(promptTokens(one, prompt), `${name} ${n}`).toEqual(want.ids);
          }
        }
      });

      test('conversations are formatted and refused as by apply_chat_template', async () => {
        expect(Object.keys(values.chats)).not.toHaveLength(0);
        for (const [name, expected] of Object.entries(values.chats)) {
          const one = tokenizer([{ name: 'default', template: await template(name) }]);
          for (const [n, conversation] of conversations.entries()) {
            const want = expected[n];
            if (want === undefined) throw new Error(`Conversation ${n} was not recorded.`);
            if ('ids' in want) expect(one.promptTokens(conversation), `${name} ${n}`).toEqual(want.ids);
            else expect(() => one.promptTokens(conversation)).toThrow(want.refusal);
          }
        }
      });
    });
  },
);
