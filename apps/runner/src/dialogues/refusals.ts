import { UserError } from '../errors.ts';

export function queueFull(waiting: number): UserError {
  return new UserError('TOO_MANY_REQUESTS', {
    en: `${waiting} messages wait for this model already; yours is kept in this browser and goes out by itself.`,
    zh: `已有 ${waiting} 条消息在等待此模型；你的消息保存在此浏览器中，会自动发送。`,
  });
}

export function batchEnded(): UserError {
  return new UserError('CONFLICT', {
    en: 'The run has gone on or was cancelled; this conversation cannot be continued.',
    zh: '运行已继续或已取消；此对话无法继续。',
  });
}

export function noSuchConversation(): UserError {
  return new UserError('CONFLICT', {
    en: 'This conversation is not before you; reload the page to get one that is yours.',
    zh: '此对话不在你手中；请重新加载页面以获取你的对话。',
  });
}

export function anotherTurn(turn: number): UserError {
  return new UserError('CONFLICT', {
    en: `The conversation is at turn ${turn} already, perhaps through another tab; look at it again.`,
    zh: `对话已到第 ${turn} 轮（可能在另一个标签页中进行）；请重新查看。`,
  });
}

export function notFinishable(): UserError {
  return new UserError('BAD_REQUEST', {
    en: 'Judge at least one reply, then finish.',
    zh: '请至少评判一轮回复，再结束对话。',
  });
}

export function noReply(): UserError {
  return new UserError('CONFLICT', {
    en: 'The model could not reply; try again, and if that does not help, tell whoever invited you: the reason stands in the node’s log.',
    zh: '模型未能回复；请重试，若仍不行，请告知邀请你的人：原因记录在节点日志中。',
  });
}
