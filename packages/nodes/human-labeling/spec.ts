import { defineNode, field, judgementRow, preferenceRow, text } from '@heed/schema';
import { z } from 'zod';

export default defineNode({
  kind: 'human-labeling',
  version: 1,
  category: 'people',
  title: text('Human labeling', '人工标注'),
  summary: text(
    'Shows two answers to the same prompt and asks which is better; a wired judge answers instead of people.',
    '展示同一提示的两个回答并询问哪个更好；接入裁判时由裁判代替人作答。',
  ),
  inputs: {
    completions: {
      accepts: ['completions'],
      title: text('Completions', '候选回答'),
      help: text('Several answers to each prompt.', '每个提示的多个回答。'),
    },
    judge: {
      accepts: ['reward-function'],
      title: text('Judge', '裁判'),
      help: text(
        'Answers at once, the higher score wins; without it the run waits for people.',
        '立即作答，分数高者胜；未接入时流程等待人工标注。',
      ),
      optional: true,
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
      help: text('The preferred and the rejected answer of each pair.', '每对回答中被选中与被拒绝的回答。'),
    },
  },
  config: z.object({
    pairsPerPrompt: field(z.int().min(1).max(1000).default(2), {
      title: text('Pairs a prompt', '每提示对数'),
      help: text(
        'Pairs drawn among the different answers to a prompt.',
        '从同一提示的不同回答中抽取的对数。',
      ),
      unit: text('pairs', '对'),
    }),
    overlap: field(z.int().min(1).max(20).default(1), {
      title: text('Labelers a pair', '每对标注人数'),
      help: text(
        'How many people judge each pair; more than one shows their agreement.',
        '每对由多少人评判；多于一人可得到一致性。',
      ),
      unit: text('people', '人'),
    }),
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
    ties: field(z.enum(['drop', 'half']).default('drop'), {
      title: text('Ties', '平局'),
      help: text(
        'Leave ties out, or keep them as half a win for each side.',
        '舍弃平局，或将其计为双方各半胜。',
      ),
      options: { drop: text('Leave out', '舍弃'), half: text('Half a win each', '各计半胜') },
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
  facts: () => ({
    judgements: { modality: 'text', columns: Object.keys(judgementRow.shape) },
    preferences: { modality: 'text', columns: Object.keys(preferenceRow.shape) },
  }),
  resources: () => ({ device: 'cpu' }),
  metrics: {
    pairs: {
      title: text('Pairs', '对数'),
      help: text('Pairs of answers put before a labeler.', '交给标注者的回答对数量。'),
    },
    identicalSkipped: {
      title: text('Identical answers', '相同回答数'),
      help: text(
        'Answers left out because another answer to the prompt reads the same.',
        '因与同一提示的另一回答完全相同而略去的回答数。',
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
      help: text('Pairs that a labeler passed over.', '标注者跳过的次数。'),
    },
    preferences: {
      title: text('Preferences', '偏好对数'),
      help: text('Pairs with a result to learn from.', '可用于学习的偏好对数量。'),
    },
    tiesDropped: {
      title: text('Ties left out', '舍弃的平局'),
      help: text('Pairs without a winner that were left out.', '因无胜者而舍弃的对数。'),
    },
    agreement: {
      title: text('Agreement', '一致率'),
      help: text(
        'Share of equal answers among all two labelers of the same pair.',
        '同一对的任意两位标注者给出相同答案的比例。',
      ),
      better: 'higher',
    },
  },
});
