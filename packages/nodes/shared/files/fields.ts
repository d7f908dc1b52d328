import { field, text } from '@heed/schema';
import { z } from 'zod';

const fileField = field(z.string().min(1), {
  title: text('File', '文件'),
  help: text(
    'A path beside the graph, an absolute path, or an upload.',
    '相对于图文件的路径、绝对路径，或上传的文件。',
  ),
  widget: 'file',
});

const about = {
  title: text('Format', '格式'),
  help: text(
    'How the file is read; automatic goes by the end of its name.',
    '文件的读取方式；自动时按文件名后缀判断。',
  ),
};
const tables = {
  auto: text('Automatic', '自动'),
  jsonl: text('JSONL: one object a line', 'JSONL：每行一个对象'),
  json: text('JSON: one list of objects', 'JSON：一个对象列表'),
  csv: text('CSV with a header', '带表头的 CSV'),
  parquet: text('Parquet', 'Parquet'),
};

/** The fields of kinds that read a file with columns: which, and how. */
export const tableFileFields = {
  file: fileField,
  format: field(z.enum(['auto', 'jsonl', 'json', 'csv', 'parquet']).default('auto'), {
    ...about,
    options: tables,
  }),
};

/** The same where lines of plain text will do too. */
export const textFileFields = {
  file: fileField,
  format: field(z.enum(['auto', 'jsonl', 'json', 'csv', 'txt', 'parquet']).default('auto'), {
    ...about,
    options: { ...tables, txt: text('TXT: one prompt a line', 'TXT：每行一个提示') },
  }),
};

/** Fields of such kinds that stand at the end of the form. */
export const recordFields = {
  limit: field(z.int().min(0).default(0), {
    title: text('Limit', '条数上限'),
    help: text('Read only this many records; 0 reads all.', '只读取这么多条记录；0 表示全部。'),
    unit: text('records', '条'),
    advanced: true,
  }),
  onBadLine: field(z.enum(['stop', 'skip']).default('stop'), {
    title: text('On a bad line', '遇到坏行'),
    help: text(
      'Stop with the line and its number, or count it and go on.',
      '停止并指出该行及其行号，或计数后继续。',
    ),
    options: { stop: text('Stop', '停止'), skip: text('Skip', '跳过') },
  }),
};

/** The part of a config that these fields make. */
export interface FileConfig {
  file: string;
  format: z.infer<typeof textFileFields.format>;
  limit: number;
  onBadLine: 'stop' | 'skip';
}
