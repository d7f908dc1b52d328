import { z } from 'zod';
import { type StopRule, stopRuleSchema } from './graph.ts';
import { type Localized, localizedSchema, text } from './text.ts';

/** A stop rule that has said so, with the point that made it. */
export const firedRuleSchema = z.object({
  rule: stopRuleSchema,
  step: z.int(),
  /** The value at that step; null for one that is not a number. */
  value: z.number().nullable(),
  message: localizedSchema,
});
export type FiredRule = z.infer<typeof firedRuleSchema>;

/** Does a value meet a rule? */
export function meetsRule({ test, value: bound = 0 }: StopRule, value: number): boolean {
  if (test === 'not-finite') return !Number.isFinite(value);
  return test === 'above' ? value > bound : value < bound;
}

/** A rule as a clause, e.g. `KL per answer above 5 for 3 points`. */
export function ruleText(rule: StopRule, title: Localized): Localized {
  const { test, value, for: points = 1 } = rule;
  const [en, zh] = {
    above: [`above ${value}`, `高于 ${value}`],
    below: [`below ${value}`, `低于 ${value}`],
    'not-finite': ['not a number', '不是有限的数'],
  }[test] as [string, string];
  const times = points > 1 ? text(` for ${points} points in a row`, `，连续 ${points} 个点`) : text('', '');
  return text(`${title.en} ${en}${times.en}`, `${title.zh} ${zh}${times.zh}`);
}

/** What happened, where, and what to do. */
export function firedText(node: string, rule: StopRule, title: Localized, step: number): Localized {
  const clause = ruleText(rule, title);
  if (rule.action === 'finish')
    return text(
      `A stop rule ended node "${node}" after step ${step} (${clause.en}); its result is taken as it is.`,
      `停止规则在第 ${step} 步后结束了节点“${node}”（${clause.zh}）；其结果按现状采用。`,
    );
  return text(
    `A stop rule of node "${node}" paused the run at step ${step} (${clause.en}); look at its curves, then resume or cancel the run.`,
    `节点“${node}”的停止规则在第 ${step} 步暂停了运行（${clause.zh}）；请查看其曲线，然后继续或取消运行。`,
  );
}
