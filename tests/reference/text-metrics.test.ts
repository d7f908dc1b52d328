import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { sentenceBleu } from '../../packages/nodes/shared/text-metrics/bleu.ts';
import { rougeL, rougeN } from '../../packages/nodes/shared/text-metrics/rouge.ts';
import { readValues } from './compare.ts';
import { describeReference, runScript } from './python.ts';

const values = z
  .array(
    z.object({
      answer: z.string(),
      references: z.array(z.string()),
      bleu: z.number(),
      rouge1: z.number(),
      rouge2: z.number(),
      rougeL: z.number(),
    }),
  )
  .min(1);

describeReference(
  'BLEU and ROUGE',
  (folder) => runScript('text_metrics.py', folder),
  (folder) => {
    let recorded: z.infer<typeof values>;
    beforeAll(async () => {
      recorded = await readValues(join(folder(), 'text-metrics.json'), values);
    });

    test('BLEU of single answers with one or more references', () => {
      for (const { answer, references, bleu } of recorded)
        expect(sentenceBleu(answer, references), answer).toBeCloseTo(bleu, 9);
    });

    test('ROUGE-1, ROUGE-2 and ROUGE-L against the best reference', () => {
      for (const one of recorded) {
        expect(rougeN(1, one.answer, one.references), one.answer).toBeCloseTo(one.rouge1, 9);
        expect(rougeN(2, one.answer, one.references), one.answer).toBeCloseTo(one.rouge2, 9);
        expect(rougeL(one.answer, one.references), one.answer).toBeCloseTo(one.rougeL, 9);
      }
    });
  },
  ['sacrebleu', 'rouge_score'],
);
