import { field, text } from '@heed/schema';
import { z } from 'zod';

/** The field of sources whose file may say which answers are right. */
export const goldColumn = field(z.string().default(''), {
  title: text('Known answer column', '已知答案列'),
  help: text(
    'The column that says which answer is right: its text, its place (1 is the first), "tie", or a number for each. Labeling checks people by it; empty where nothing is known.',
    '说明哪个回答正确的列：其文本、序号（1 为第一个）、“tie”（平局），或每个回答一个数。标注时用于检验标注者；没有则留空。',
  ),
  advanced: true,
});

/** How many prompts such a column told something of. */
export const knownMetric = {
  title: text('Prompts with a known answer', '有已知答案的提示数'),
  help: text('Prompts of which the file says what is right.', '文件中给出正确答案的提示数。'),
};
