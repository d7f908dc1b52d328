import { policySchema, policyWords } from '@heed/labeling/contract/policy.ts';
import { formNames, forms } from '@heed/labeling/forms/index.ts';
import {
  defineNode,
  demonstrationRow,
  field,
  judgementRow,
  modalities,
  preferenceRow,
  rankingRow,
  ratingRow,
  text,
} from '@heed/schema';
import { z } from 'zod';
import { checkContents } from './contents.ts';
import { checkGold } from './gold.ts';
import { queueFields } from './queue.ts';

/** The settings of all forms, side by side; each shows only while its form is chosen. */
const formSettings = Object.assign(
  {},
  ...forms.map(({ settings }) => settings.shape),
) as (typeof forms)[0]['settings']['shape'];

export default defineNode({
  kind: 'human-labeling',
  version: 2,
  asks: true,
  network: true,
  category: 'people',
  title: text('Human labeling', '人工标注'),
  summary: text(
    'Shows answers to people and asks which is better, in what order, or how good; a wired judge answers instead.',
    '向人展示回答，询问哪个更好、如何排序或好到什么程度；接入裁判时由裁判代答。',
  ),
  inputs: {
    completions: {
      accepts: ['completions'],
      title: text('Completions', '候选回答'),
      help: text(
        'Several answers to each prompt, of one model or of several.',
        '每个提示的多个回答，来自一个或多个模型。',
      ),
      many: true,
      unless: 'model',
      modalities,
    },
    model: {
      accepts: ['language-model'],
      title: text('Model to talk with', '对话模型'),
      help: text(
        'In place of completions, with the form "Dialogue": labelers talk with it and choose among its replies.',
        '代替候选回答，用于“对话”表单：标注者与其交谈，并在其回复中选择。',
      ),
      optional: true,
    },
    openings: {
      accepts: ['prompts'],
      title: text('Openings', '开场'),
      help: text(
        'How conversations with the wired model begin, one each; labelers begin themselves where there are none.',
        '与所接模型的对话如何开始，每条一段；没有时由标注者自己开始。',
      ),
      optional: true,
    },
    judge: {
      accepts: ['judge', 'reward-function', 'reward-model', 'language-model'],
      title: text('Judges', '裁判'),
      help: text(
        'Judge every task at once, in place of people or beside them; of what gives scores, the higher one wins.',
        '立即评判每个任务，代替人或与人一同评判；给出分数的裁判以分高者为胜。',
      ),
      optional: true,
      many: true,
      modalities,
    },
  },
  outputs: {
    judgements: {
      type: 'judgements',
      title: text('Judgements', '评判'),
      help: text('Every answer with what was shown, in the order shown.', '每次作答及其展示内容与展示顺序。'),
    },
    preferences: {
      type: 'preferences',
      title: text('Preferences', '偏好对'),
      help: text(
        'A better and a worse answer each; an edited answer is better than those it was made from.',
        '每行一个较好与一个较差的回答；修改后的回答优于原回答。',
      ),
    },
    rankings: {
      type: 'rankings',
      title: text('Rankings', '排序'),
      help: text(
        'Answers in the order a labeler gave them; of the ranking form.',
        '标注者给出的回答顺序；来自排序表单。',
      ),
    },
    ratings: {
      type: 'ratings',
      title: text('Ratings', '评分'),
      help: text(
        'Answers with the mean of their ratings; of the rating form.',
        '回答及其平均评分；来自评分表单。',
      ),
    },
    unpaired: {
      type: 'ratings',
      title: text('Good or bad', '好或坏'),
      help: text(
        'Single answers rated 1 where people preferred them and 0 where they did not.',
        '单个回答：被偏好者记 1，未被偏好者记 0。',
      ),
    },
    demonstrations: {
      type: 'demonstrations',
      title: text('Edited answers', '修改后的回答'),
      help: text('What labelers wrote themselves.', '标注者自己写的回答。'),
    },
  },
  config: z.object({
    form: field(z.enum(formNames).default('pairwise'), {
      title: text('Form', '表单'),
      help: text('What is asked of labelers.', '请标注者做什么。'),
      options: Object.fromEntries(forms.map(({ form, title }) => [form, title])),
    }),
    ...formSettings,
    overlap: field(z.int().min(1).max(20).default(1), {
      title: policyWords.overlap.title,
      help: text(
        'How many people judge each task; more than one shows their agreement.',
        '每个任务由多少人评判；多于一人可得到一致性。',
      ),
      unit: text('people', '人'),
    }),
    ...queueFields,
    question: field(z.string().max(500).default(''), {
      title: text('Question', '问题'),
      help: text(
        'What labelers are asked; empty asks which answer is better, in their language.',
        '向标注者提出的问题；留空则以其语言询问哪个回答更好。',
      ),
    }),
    guidelines: field(z.string().max(20_000).default(''), {
      title: text('Guidelines', '标注指南'),
      help: text('Rules that labelers can open while they judge.', '标注者评判时可查看的规则。'),
      widget: 'multiline',
    }),
    ties: field(policySchema.shape.ties, {
      title: policyWords.ties.title,
      help: text(
        'Leave ties out, or keep them as half a win for each side.',
        '舍弃平局，或将其计为双方各半胜。',
      ),
      options: policyWords.ties.choices,
    }),
    bothBad: field(policySchema.shape.bothBad, {
      title: policyWords.bothBad.title,
      help: text(
        'Leave pairs of two bad answers out, or keep each as a bad answer without a pair.',
        '舍弃两个回答都不好的任务，或将每个回答作为单独的坏回答保留。',
      ),
      options: policyWords.bothBad.choices,
    }),
    split: field(policySchema.shape.split, {
      title: policyWords.split.title,
      help: text(
        'What becomes of tasks on which labelers disagree; an even split is always a tie.',
        '标注者意见不一的任务如何处理；票数相等始终视为平局。',
      ),
      options: policyWords.split.choices,
    }),
    strengths: field(policySchema.shape.strength, {
      title: policyWords.strength.title,
      help: text(
        'Count every choice in full, or slight and clear ones less than strong ones.',
        '每次选择均完整计入，或使轻微与明显的选择轻于强烈的选择。',
      ),
      options: policyWords.strength.choices,
      advanced: true,
    }),
    late: field(policySchema.shape.late, {
      title: policyWords.late.title,
      help: text(
        'Answers that came after a task had all it wanted: they are kept as judgements; here, whether they vote.',
        '任务已收齐所需回答后才到的回答：始终保留为评判；此处决定其是否参与投票。',
      ),
      options: policyWords.late.choices,
      advanced: true,
    }),
    judges: field(policySchema.shape.judges, {
      title: policyWords.judges.title,
      help: text(
        'Judges vote beside people, or only on tasks that no person decided.',
        '裁判与人一同投票，或仅对无人作出决定的任务投票。',
      ),
      options: policyWords.judges.choices,
      advanced: true,
    }),
    adjudicated: field(policySchema.shape.adjudicated, {
      title: policyWords.adjudicated.title,
      help: text(
        'What a named person decided counts alone for the task, or as one more vote beside the labelers.',
        '指定的人裁定的结果单独作为该任务的答案，或与标注者一同计票。',
      ),
      options: policyWords.adjudicated.choices,
      showWhen: { field: 'adjudication', is: ['disagreement', 'threshold'] },
    }),
    judgeRole: field(z.enum(['instead', 'beside']).default('instead'), {
      title: text('Wired judges', '接入的裁判'),
      help: text(
        'They answer in place of people, or beside them; people see nothing of what judges said.',
        '裁判代替人作答，或与人一同作答；人看不到裁判的意见。',
      ),
      options: { instead: text('In place of people', '代替人'), beside: text('Beside people', '与人一同') },
    }),
    minimumMargin: field(z.number().min(0).default(0), {
      title: text('Least margin', '最小分差'),
      help: text(
        'A judge calls it a tie when its scores differ by less than this.',
        '当裁判给出的分差小于该值时记为平局。',
      ),
      advanced: true,
    }),
  }),
  check: (config, inputs, types) => [...checkContents(config, inputs, types), ...checkGold(config, inputs)],
  facts: (_config, { completions }) => {
    const modality = completions?.modality ?? 'text';
    const table = ({ shape }: z.ZodObject) => ({ modality, columns: Object.keys(shape) });
    return {
      ...{ judgements: table(judgementRow), preferences: table(preferenceRow), rankings: table(rankingRow) },
      ...{
        ratings: table(ratingRow),
        unpaired: table(ratingRow),
        demonstrations: { ...table(demonstrationRow), modality: 'text' },
      },
    };
  },
  resources: () => ({ device: 'cpu' }),
  /** The second version asks with forms; what the first one knew has kept its names. */
  migrations: { 1: (config) => config },
  metrics: {
    tasks: {
      title: text('Tasks', '任务数'),
      help: text('Tasks put before labelers.', '交给标注者的任务数量。'),
    },
    judgements: {
      title: text('Judgements', '评判数'),
      help: text('Answers of people and judges.', '人与裁判作答的次数。'),
    },
    answered: {
      title: text('Answered', '已作答'),
      help: text('Judgements that chose, ranked or rated.', '作出选择、排序或评分的次数。'),
    },
    identicalSkipped: {
      title: text('Identical answers', '相同回答数'),
      help: text(
        'Answers left out because another answer to the prompt reads the same.',
        '因与同一提示的另一回答完全相同而略去的回答数。',
      ),
    },
    known: {
      title: text('Known answers', '已知答案数'),
      help: text(
        'Tasks whose right answer a column of the source or a file tells; they check labelers.',
        '由数据源的列或文件给出正确答案的任务数；用于检验标注者。',
      ),
    },
    first: {
      title: text('First is better', '第一个更好'),
      help: text(
        'Judgements for the answer shown first; far from half of the choices hints at position bias.',
        '选择先展示回答的次数；明显偏离一半提示存在位置偏差。',
      ),
    },
    second: {
      title: text('Second is better', '第二个更好'),
      help: text('Judgements for the answer shown second.', '选择后展示回答的次数。'),
    },
    tie: {
      title: text('Equally good', '同样好'),
      help: text('Judgements that call it a tie.', '判为平局的次数。'),
    },
    bothBad: {
      title: text('Both bad', '都不好'),
      help: text('Judgements that reject both answers.', '两个回答都被否定的次数。'),
    },
    cannotJudge: {
      title: text('Cannot judge', '无法判断'),
      help: text('Judgements by labelers who could not tell.', '标注者表示无法判断的次数。'),
    },
    skipped: {
      title: text('Passed over', '跳过'),
      help: text('Tasks that a labeler passed over.', '标注者跳过的次数。'),
    },
    adjudicated: {
      title: text('Decided', '裁定数'),
      help: text(
        'Tasks on which labelers disagreed and which a named person decided.',
        '标注者意见不一、由指定的人裁定的任务数。',
      ),
    },
    preferences: {
      title: text('Preferences', '偏好对数'),
      help: text('Pairs with a result to learn from.', '可用于学习的偏好对数量。'),
    },
    undecided: {
      title: text('Left out', '舍弃的任务'),
      help: text(
        'Judged tasks that the settings leave out, e.g. ties.',
        '按设置舍弃的已评判任务，例如平局。',
      ),
    },
    agreement: {
      title: text('Agreement', '一致率'),
      help: text(
        'Share of equal answers among all two labelers of the same task.',
        '同一任务的任意两位标注者给出相同答案的比例。',
      ),
      better: 'higher',
      format: 'percent',
    },
    alpha: {
      title: text('Krippendorff’s α', 'Krippendorff α'),
      help: text(
        'Agreement beyond chance: 1 is perfect, 0 is what chance would give. Absent where it is undefined.',
        '超出随机水平的一致性：1 为完全一致，0 相当于随机。无法定义时不给出。',
      ),
      better: 'higher',
    },
  },
});
