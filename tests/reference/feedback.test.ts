import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { messagesOf, promptOf } from '../../packages/labeling/formats/conversation.ts';
import type { Feedback } from '../../packages/labeling/formats/feedback.ts';
import { formatOf } from '../../packages/labeling/formats/index.ts';
import { recordsIn } from '../../packages/nodes/shared/files/records.ts';
import { readConversation, writeConversation } from '../../packages/schema/conversation.ts';
import { readValues } from './compare.ts';
import { describeReference, runScript } from './python.ts';

const records = z.array(z.record(z.string(), z.unknown()));
const forms = ['explicit', 'implicit', 'plain', 'unpaired'] as const;
const trl = z.object({
  ...{ explicit: records, implicit: records, plain: records, unpaired: records },
  ...{ extracted: records, extractedPlain: records },
});
const values = z.object({ argilla: records, labelStudio: records, trl });

const prompt = 'How is the weather?';
const chat = writeConversation([
  { role: 'system', content: 'Be brief.' },
  { role: 'user', content: prompt },
  { role: 'assistant', content: 'Where?' },
  { role: 'user', content: 'In \'Paris\', "today"?\n谢谢' },
]);
const [calm, unsure] = ['A calm, dry day.', '不知道。'];
const [ann, bob] = [1, 2].map((number) => `00000000-0000-0000-0000-00000000000${number}`);
const pair = (chosen: string, rejected: string, strength = 1) => {
  return { said: 'pair', prompt, chosen, rejected, strength };
};
const one = { said: 'rating', prompt, completion: calm };
const known = { labeler: '1', timeMs: 1500, at: Date.parse('2025-01-02T03:04:05Z') };

/** What the records of each tool say, each by the format that it is recognized as. */
const expected = {
  argilla: [
    { ...pair(unsure, calm), labeler: ann },
    { said: 'ranking', prompt, labeler: bob, groups: [[calm], [unsure]] },
    { ...one, labeler: ann, rating: 4 },
    { ...one, prompt: chat, labeler: bob, rating: 2 },
  ],
  labelStudio: [
    pair(unsure, calm),
    { ...one, rating: 4, critique: 'Clear,\nand dry.' },
    { ...pair(calm, unsure), critique: 'Knows it.' },
    pair(calm, unsure, 0.5),
    { said: 'undecided', outcome: 'both-bad', form: 'pairwise', prompt, answers: [calm, unsure] },
    { ...one, completion: unsure, rating: 7 },
    { said: 'ranking', prompt, groups: [[unsure], [calm]] },
    { said: 'edit', prompt, completion: calm, edit: 'A calm, dry and mild day.' },
    { ...one, prompt: chat, rating: 2 },
  ].map((said) => ({ ...said, ...known })),
};
const ofTrl = {
  explicit: [pair(calm, unsure), { ...pair(unsure, calm), prompt: chat }],
  implicit: [{ ...pair(calm, unsure), prompt: chat }],
  plain: [pair(calm, unsure)],
  unpaired: [
    { ...one, rating: 1 },
    { ...one, prompt: chat, completion: unsure, rating: 1 },
    { ...one, completion: unsure, rating: 0 },
    { ...one, prompt: chat, rating: 0 },
  ],
};

const said = (list: readonly Record<string, unknown>[]): Feedback[] =>
  list.flatMap((record) => formatOf(record)?.read(record) ?? []);

describeReference(
  'Feedback files that other tools wrote',
  (folder) => runScript('feedback.py', folder),
  (folder) => {
    let recorded: z.infer<typeof values>;
    beforeAll(async () => {
      recorded = await readValues(join(folder(), 'feedback.json'), values);
    });

    test.each(['argilla', 'labelStudio'] as const)('of %s say the same here', (tool) => {
      expect(said(recorded[tool])).toMatchObject(expected[tool]);
    });

    test.each(forms)('of TRL, %s, say the same here as lines and as nested Parquet', async (form) => {
      expect(said(recorded.trl[form])).toMatchObject(ofTrl[form]);
      const file = `${form}.parquet`;
      const rows: Record<string, unknown>[] = [];
      for await (const raw of recordsIn({ file, path: join(folder(), 'feedback', file), format: 'parquet' }))
        rows.push('fields' in raw ? raw.fields : raw);
      expect(said(rows)).toMatchObject(ofTrl[form]);
    });

    test('have the prompt that TRL itself finds in what both answers begin with', () => {
      const [found] = said(recorded.trl.implicit);
      expect(readConversation(found?.prompt ?? '')).toEqual(recorded.trl.extracted[0]?.prompt);
      const [plain] = said(recorded.trl.plain);
      expect(plain?.prompt).toBe(recorded.trl.extractedPlain[0]?.prompt);
    });

    test.each(forms)('of TRL, %s, are written again as they were', (form) => {
      const format = formatOf(recorded.trl.explicit[0] ?? {});
      const again = format?.write(said(recorded.trl[form])) ?? [];
      expect(said(again)).toMatchObject(ofTrl[form]);
      if (form === 'plain') return;
      expect(again.map((row) => promptOf(messagesOf(row.prompt, 'prompt'), 'prompt'))).toEqual(
        ofTrl[form].map((row) => row.prompt),
      );
    });
  },
  ['argilla', 'label_studio_sdk', 'datasets', 'trl'],
);
