import { type Localized, text } from '@heed/schema';
import { z } from 'zod';

/** How each kind of judgement becomes training data; nothing is decided in silence. */
export const policySchema = z.object({
  /** A tie is left out, or is half a win for each side. */
  ties: z.enum(['drop', 'half']).default('drop'),
  /** Two bad answers are left out, or each is kept as an undesired answer without a pair. */
  bothBad: z.enum(['drop', 'unpaired']).default('drop'),
  /**
   * Labelers who disagree: the majority wins and its share is the strength, the task is left out, or it
   * counts as a tie. An even split is a tie under every policy, never an invented order.
   */
  split: z.enum(['majority', 'drop', 'tie']).default('majority'),
  /** Strength said by labelers is kept out of the preferences, or makes slight ones softer. */
  strength: z.enum(['ignore', 'soften']).default('ignore'),
  /** Answers that came after a task had all it wanted. */
  late: z.enum(['drop', 'count']).default('drop'),
  /** Judges vote beside people, or only where no person decided. */
  judges: z.enum(['count', 'fallback']).default('count'),
  /** What a named person decided on a disagreement stands alone, or is one more vote. */
  adjudicated: z.enum(['alone', 'vote']).default('alone'),
});
export type Policy = z.infer<typeof policySchema>;

const leftOut = text('Leave out', '舍弃');

/** What a policy is called, and what each of its choices is, wherever one is chosen or told. */
export const policyWords = {
  ties: {
    title: text('Ties', '平局'),
    choices: { drop: leftOut, half: text('Half a win each', '各计半胜') },
  },
  bothBad: {
    title: text('Both bad', '都不好'),
    choices: { drop: leftOut, unpaired: text('Two bad answers', '两个坏回答') },
  },
  cannotJudge: { title: text('Cannot judge', '无法判断'), choices: { drop: leftOut } },
  skipped: { title: text('Passed over', '跳过'), choices: { drop: leftOut } },
  split: {
    title: text('Disagreement', '意见不一'),
    choices: {
      majority: text('The majority wins', '多数决定'),
      drop: leftOut,
      tie: text('A tie', '视为平局'),
    },
  },
  strength: {
    title: text('Strength said', '所述强度'),
    choices: {
      ignore: text('Count in full', '完整计入'),
      soften: text('Slight ones count less', '轻微者少计'),
    },
  },
  late: {
    title: text('Late answers', '迟到的回答'),
    choices: { drop: text('Do not vote', '不参与'), count: text('Vote', '参与') },
  },
  judges: {
    title: text('Votes of judges', '裁判的票'),
    choices: {
      count: text('Beside people', '与人一同'),
      fallback: text('Where no person decided', '无人决定时'),
    },
  },
  adjudicated: {
    title: text('Decisions', '裁定结果'),
    choices: { alone: text('Count alone', '单独计入'), vote: text('One more vote', '多计一票') },
  },
  overlap: { title: text('Labelers a task', '每任务标注人数'), choices: {} },
} as const satisfies Record<string, { title: Localized; choices: Record<string, Localized> }>;

/**
 * A policy as a manifest tells it, whole: with what is always so. Answers that judged nothing never vote, and how many
 * people judge a task is part of what a majority means.
 */
export function toldPolicy(
  policy: Policy,
  overlap: number,
): Record<keyof typeof policyWords, string | number> {
  return { ...policy, cannotJudge: 'drop', skipped: 'drop', overlap };
}
