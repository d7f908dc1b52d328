import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { formatOf } from '../../packages/labeling/formats/index.ts';
import { readValues } from './compare.ts';
import { describeReference, runScript } from './python.ts';

const records = z.array(z.record(z.string(), z.unknown()));
const values = z.object({ argilla: records, labelStudio: records, trl: records });

const prompt = 'How is the weather?';
const [calm, unsure] = ['A calm, dry day.', '不知道。'];
const [ann, bob] = [1, 2].map((number) => `00000000-0000-0000-0000-00000000000${number}`);

/** What the records of each tool say, each by the format that it is recognized as. */
const expected = {
  argilla: [
    { said: 'pair', prompt, labeler: ann, chosen: unsure, rejected: calm, strength: 1 },
    { said: 'ranking', prompt, labeler: bob, groups: [[calm], [unsure]] },
    { said: 'rating', prompt, labeler: ann, completion: calm, rating: 4 },
  ],
  labelStudio: [{ said: 'pair', prompt, labeler: '1', chosen: unsure, rejected: calm, strength: 1 }],
  trl: [
    { said: 'pair', prompt, labeler: null, chosen: calm, rejected: unsure, strength: 1 },
    { said: 'pair', prompt, labeler: null, chosen: unsure, rejected: calm, strength: 1 },
  ],
};

describeReference(
  'Feedback files that other tools wrote',
  (folder) => runScript('feedback.py', folder),
  (folder) => {
    let recorded: z.infer<typeof values>;
    beforeAll(async () => {
      recorded = await readValues(join(folder(), 'feedback.json'), values);
    });

    test.each(['argilla', 'labelStudio', 'trl'] as const)('of %s say the same here', (tool) => {
      expect(recorded[tool].flatMap((record) => formatOf(record)?.read(record))).toMatchObject(
        expected[tool],
      );
    });
  },
  ['argilla', 'label_studio_sdk', 'datasets'],
);
