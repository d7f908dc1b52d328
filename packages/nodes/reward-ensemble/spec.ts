import { defineNode, field, text } from '@heed/schema';
import { z } from 'zod';
import { computeResources, deviceField } from '../shared/device-field.ts';
import { combinations } from '../shared/ensemble-schema.ts';

export default defineNode({
  kind: 'reward-ensemble',
  version: 1,
  category: 'training',
  title: text('Reward ensemble', '奖励模型集成'),
  summary: text(
    'Makes one reward of several reward models, so that no policy can feed on the mistakes of one.',
    '把多个奖励模型合成一个奖励，使策略无法钻单个模型的空子。',
  ),
  inputs: {
    models: {
      accepts: ['reward-model'],
      title: text('Reward models', '奖励模型'),
      help: text(
        'The members; train them with different seeds, starts or feedback.',
        '成员模型；请用不同的随机种子、起点或反馈训练。',
      ),
      many: true,
    },
    completions: {
      accepts: ['completions'],
      title: text('Answers to compare on', '用于校准的回答'),
      help: text(
        'With answers of the initial model, every member’s scores are brought to mean 0 and deviation 1 on them, and it is measured how far members agree.',
        '接入初始模型的回答后，各成员的分数按其均值 0、标准差 1 标准化，并衡量成员之间的一致程度。',
      ),
      optional: true,
    },
  },
  outputs: {
    reward: {
      type: 'reward-function',
      title: text('Reward', '奖励'),
      help: text(
        'Scores answers with all members; it holds their weights and stands alone.',
        '用全部成员为回答打分；其中包含成员权重，可独立使用。',
      ),
    },
  },
  config: z.object({
    name: field(z.string().trim().min(1).max(100).default('ensemble'), {
      title: text('Name', '名称'),
      help: text('The name under which its judgements stand.', '其评判所署的名称。'),
    }),
    combine: field(z.enum(combinations).default('mean'), {
      title: text('Combination', '合成方式'),
      help: text(
        'Worst case and variance penalty mistrust answers on which the members differ.',
        '“最差情况”与“方差惩罚”不信任成员意见不一的回答。',
      ),
      options: {
        mean: text('Mean', '均值'),
        'worst-case': text('Worst case', '最差情况'),
        'variance-penalty': text('Mean − λ · variance', '均值 − λ · 方差'),
      },
    }),
    penalty: field(z.number().min(0).max(100).default(0.5), {
      title: text('λ', 'λ'),
      help: text('The price of the members’ variance.', '成员方差的惩罚系数。'),
      showWhen: { field: 'combine', is: ['variance-penalty'] },
    }),
    ...deviceField,
  }),
  facts: () => ({ reward: { modality: 'text' } }),
  resources: computeResources,
  metrics: {
    members: {
      title: text('Members', '成员数'),
      help: text('Reward models in the ensemble.', '集成中的奖励模型数量。'),
    },
    parameters: {
      title: text('Parameters', '参数量'),
      help: text('Weights of all members together.', '全部成员的权重总数。'),
    },
    correlation: {
      title: text('Correlation', '相关性'),
      help: text(
        'Mean Pearson correlation of two members’ scores on the given answers; near 1 they say the same, and the ensemble protects little.',
        '两两成员在所给回答上的平均 Pearson 相关；接近 1 表示意见相同，集成的保护作用很小。',
      ),
    },
    disagreement: {
      title: text('Disagreement', '分歧'),
      help: text(
        'Mean deviation of the members’ standardized scores of an answer.',
        '成员对同一回答的标准化分数的平均标准差。',
      ),
    },
  },
});
