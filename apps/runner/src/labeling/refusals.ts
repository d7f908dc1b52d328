import type { Localized } from '@heed/schema';
import { UserError } from '../errors.ts';

export function noBatch(node: string): UserError {
  return new UserError('NOT_FOUND', {
    en: `Node "${node}" of this run has no labeling batch.`,
    zh: `此运行的节点“${node}”没有标注批次。`,
  });
}

export function notYours(): UserError {
  return new UserError('CONFLICT', {
    en: 'This task was not given to you; reload the page to get one that is yours.',
    zh: '此任务未分配给你；请重新加载页面以获取你的任务。',
  });
}

export function answeredBefore(): UserError {
  return new UserError('CONFLICT', {
    en: 'You have answered this task already; go back to it to change the answer.',
    zh: '你已回答过此任务；如需修改，请返回该任务。',
  });
}

export function noSuchAnswer(): UserError {
  return new UserError('NOT_FOUND', {
    en: 'There is no such answer of yours that stands; look at your last answers again.',
    zh: '没有找到你的这条有效回答；请重新查看你最近的回答。',
  });
}

export function batchOver(): UserError {
  return new UserError('CONFLICT', {
    en: 'This batch is finished and the run has gone on; its answers can no longer be changed.',
    zh: '此批次已完成，运行已继续，回答不能再修改。',
  });
}

export function badAnswer(reason: Localized): UserError {
  return new UserError('BAD_REQUEST', reason);
}

export function malformedAnswer(form: string): UserError {
  return badAnswer({
    en: `The answer is not what the form "${form}" asks for; reload the page and answer again.`,
    zh: `此回答不符合表单“${form}”的要求；请重新加载页面后再次作答。`,
  });
}

export function noSuchTask(id: string): UserError {
  return new UserError('NOT_FOUND', {
    en: `There is no task "${id}" in this batch.`,
    zh: `此批次中没有任务“${id}”。`,
  });
}

export function decisionMissing(): UserError {
  return badAnswer({
    en: 'A disagreement cannot be passed over; say what you think, or that it cannot be judged.',
    zh: '分歧不能跳过；请给出你的判断，或说明无法判断。',
  });
}

export function noAdjudicator(): UserError {
  return new UserError('FORBIDDEN', {
    en: 'This link does not let you decide disagreements; ask for a link that does.',
    zh: '此链接无权裁定分歧；请索取有此权限的链接。',
  });
}

export function asksForLess({ overlap, budget }: { overlap: number; budget: number | null }): UserError {
  const [en, zh] = budget === null ? ['', ''] : [`, tasks: ${budget}`, `，任务 ${budget} 个`];
  return new UserError('BAD_REQUEST', {
    en: `This is wanted already (answers a task: ${overlap}${en}), and a new round can only ask for more.`,
    zh: `目前已要求每个任务 ${overlap} 个回答${zh}；新一轮只能要求更多。`,
  });
}

export function asksTooMuch(tasks: number): UserError {
  return new UserError('BAD_REQUEST', {
    en: `No more than the ${tasks} tasks that there are can be wanted; let the pipeline make more of them first.`,
    zh: `所需任务数不能超过现有的 ${tasks} 个；请先让流程生成更多任务。`,
  });
}
