import { candidateRow, defineNode, field, text } from '@heed/schema';
import { z } from 'zod';
import { recordFields, tableFileFields } from '../shared/files/fields.ts';
import { goldColumn, knownMetric } from '../shared/gold-column.ts';

export default defineNode({
  kind: 'media-source',
  version: 1,
  category: 'data',
  title: text('Media source', '媒体数据源'),
  summary: text(
    'Reads pictures, sounds or videos, several a prompt, that a JSONL, CSV or Parquet file names, for people to compare.',
    '读取 JSONL、CSV 或 Parquet 文件所列的图像、音频或视频（每个提示多个），供人比较。',
  ),
  inputs: {},
  outputs: {
    completions: {
      type: 'completions',
      title: text('Completions', '候选回答'),
      help: text(
        'The files with their prompts, those to the same prompt together.',
        '文件及其提示，同一提示的文件归在一起。',
      ),
    },
  },
  config: z.object({
    ...tableFileFields,
    modality: field(z.enum(['image', 'audio', 'video']).default('image'), {
      title: text('Kind of files', '文件种类'),
      help: text('What the table names; all of it is of one kind.', '表中所列文件的种类；全部为同一种。'),
      options: {
        image: text('Pictures: PNG, JPEG, WebP, GIF', '图像：PNG、JPEG、WebP、GIF'),
        audio: text('Sounds: WAV, MP3', '音频：WAV、MP3'),
        video: text('Videos: WebM, MP4', '视频：WebM、MP4'),
      },
    }),
    goldColumn,
    ...recordFields,
  }),
  facts: ({ modality }) => ({ completions: { modality, columns: Object.keys(candidateRow.shape) } }),
  resources: () => ({ device: 'cpu' }),
  metrics: {
    records: {
      title: text('Records', '记录数'),
      help: text('Good lines that were read.', '读取到的有效行数。'),
    },
    badLines: {
      title: text('Bad lines', '坏行数'),
      help: text(
        'Lines that were skipped because they or their files are broken.',
        '因该行或其文件损坏而跳过的行数。',
      ),
      better: 'lower',
    },
    prompts: {
      title: text('Prompts', '提示数'),
      help: text('Distinct prompts in the table.', '表中不同提示的数量。'),
    },
    completions: {
      title: text('Files', '文件数'),
      help: text('Different files to the same prompt, summed over all prompts.', '各提示下不同文件数之和。'),
    },
    repeated: {
      title: text('Repeated', '重复'),
      help: text(
        'Files that were left out because the prompt already has the same content.',
        '因该提示已有相同内容而略去的文件数。',
      ),
    },
    known: knownMetric,
  },
});
