import { GOLD_RATE, RANDOM_SHARE, REPEAT_RATE } from '@heed/labeling/queue/turn.ts';
import { field, MAX_OVERLAP, type QueueSettings, text } from '@heed/schema';
import { z } from 'zod';

const round = (share: number) => Math.round(share * 100) / 100;
/** Only where more than one labeler judges a task can they disagree. */
const comparable = { field: 'overlap', is: Array.from({ length: MAX_OVERLAP - 1 }, (_, index) => index + 2) };

/** Fields that say how tasks are handed out, and who decides where labelers disagree. */
export const queueFields = {
  choose: field(z.enum(['in-order', 'informative']).default('in-order'), {
    title: text('Order of tasks', '任务顺序'),
    help: text(
      'In order, or those first that tell most about which answer to a prompt is better. What a task tells follows from scores fitted to the answers to its prompt alone, right after each of them; the quality page fits all prompts and labelers together.',
      '按顺序，或优先选择最能说明同一提示下哪个回答更好的任务。任务的信息量由仅用该提示的回答拟合的得分得出，每次作答后立即更新；质量页面则对全部提示与标注者一并拟合。',
    ),
    options: {
      'in-order': text('In order', '按顺序'),
      informative: text('Most telling first', '信息量大者优先'),
    },
  }),
  randomShare: field(z.number().min(0).max(1).default(RANDOM_SHARE), {
    title: text('Random share', '随机比例'),
    help: text(
      'Share of new tasks that is drawn at random all the same, so that figures of agreement stay unbiased.',
      '仍随机抽取的新任务所占比例，使一致性等统计保持无偏。',
    ),
    showWhen: { field: 'choose', is: ['informative'] },
  }),
  budget: field(z.int().min(0).max(1_000_000).default(0), {
    title: text('Tasks wanted', '所需任务数'),
    help: text(
      'The run goes on when so many tasks have their answers; 0 wants all of them.',
      '有这么多任务得到足够回答后流程即继续；0 表示全部。',
    ),
    unit: text('tasks', '个'),
  }),
  adjudication: field(z.enum(['off', 'disagreement', 'threshold']).default('off'), {
    title: text('Decide disagreements', '裁定分歧'),
    help: text(
      'Lets a named person decide tasks on which labelers disagree; the run waits for them. Invite them by a link of their own.',
      '由指定的人裁定标注者意见不一的任务，流程会等待裁定；请用专门的链接邀请此人。',
    ),
    options: {
      off: text('Nobody decides', '无人裁定'),
      disagreement: text('Every disagreement', '所有分歧'),
      threshold: text('Where too few agree', '一致者过少时'),
    },
    showWhen: comparable,
  }),
  agreeing: field(z.number().min(0.5).max(1).default(0.75), {
    title: text('Least agreement', '最低一致比例'),
    help: text(
      'Where a smaller share of the labelers gives the same answer, the task is decided.',
      '给出相同答案的标注者比例低于该值时，交由裁定。',
    ),
    showWhen: { field: 'adjudication', is: ['threshold'] },
  }),
  goldRate: field(z.number().min(0).max(0.5).default(round(GOLD_RATE)), {
    title: text('Known answers', '已知答案比例'),
    help: text(
      'Share of each labeler’s tasks whose right answer is known and that check them: by a column of the source, by the file below, or marked on the quality page.',
      '每位标注者的任务中用于检验、已知正确答案的比例：来自数据源的列、下面的文件，或在质量页面标记。',
    ),
    advanced: true,
  }),
  goldFile: field(z.string().default(''), {
    title: text('File of known answers', '已知答案文件'),
    help: text(
      'Tasks that only check labelers: a JSONL, CSV or Parquet file with "prompt", and either "chosen" and "rejected", or "completion" (a list of answers) and "gold" (the right one, its place, "tie", or a number for each). They look like all others; none of them is learned from.',
      '仅用于检验标注者的任务：JSONL、CSV 或 Parquet 文件，含“prompt”，以及“chosen”与“rejected”，或“completion”（回答列表）与“gold”（正确回答、其序号、“tie”或每个回答一个数）。它们与其他任务看起来一样，不用于训练。',
    ),
    widget: 'file',
    advanced: true,
  }),
  repeatRate: field(z.number().min(0).max(0.5).default(round(REPEAT_RATE)), {
    title: text('Repeated tasks', '重复任务比例'),
    help: text(
      'Share of tasks that come to the same labeler again, the other way round, to see whether they say the same.',
      '同一标注者再次遇到、顺序相反的任务比例，用于检验其前后一致性。',
    ),
    advanced: true,
  }),
  leaseMinutes: field(z.int().min(1).max(1440).default(10), {
    title: text('Time for a task', '任务保留时间'),
    help: text(
      'How long a task stays with a labeler who does nothing before another one gets it.',
      '标注者无操作时任务保留多久，之后交给他人。',
    ),
    unit: text('minutes', '分钟'),
    affectsResult: false,
    advanced: true,
  }),
};

type QueueConfig = { [Name in keyof typeof queueFields]: z.output<(typeof queueFields)[Name]> } & {
  overlap: number;
};

/** The fields as the queue reads them. */
export function queueOf({ adjudication, agreeing, budget, overlap, ...config }: QueueConfig): QueueSettings {
  const { choose, randomShare, goldRate, repeatRate, leaseMinutes } = config;
  const isDecided = overlap > 1 && adjudication !== 'off';
  const share = adjudication === 'disagreement' ? 1 : agreeing;
  return {
    ...{ choose, randomShare, goldRate, repeatRate, leaseMinutes },
    ...(budget > 0 && { budget }),
    ...(isDecided && { adjudicate: share }),
  };
}
