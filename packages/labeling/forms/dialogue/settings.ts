import { field, text } from '@heed/schema';
import { z } from 'zod';
import { askStrength, critique, showAs } from '../fields.ts';

/** More replies than this are too many to read at every turn. */
const MOST_REPLIES = 4;
/** Longest conversation, in turns. */
export const MOST_TURNS = 20;
/** Longest message of a labeler, in characters. */
export const MAX_MESSAGE = 4000;

const ofDialogue = { field: 'form', is: ['dialogue'] };

/** How a dialogue is asked for. All but the number of replies matters only where a model is wired. */
export const settings = z.object({
  replies: field(z.int().min(2).max(MOST_REPLIES).default(2), {
    title: text('Replies a turn', '每轮回复数'),
    help: text('Replies to choose from at every turn.', '每轮可供选择的回复数。'),
    unit: text('replies', '个'),
    showWhen: ofDialogue,
  }),
  dialogues: field(z.int().min(1).max(1000).default(10), {
    title: text('Conversations', '对话数'),
    help: text(
      'Conversations wanted where a model is wired; of wired openings, so many of the first.',
      '接入模型时所需的对话数；若接入了开场白，则取其前若干条。',
    ),
    showWhen: ofDialogue,
  }),
  turns: field(z.int().min(1).max(MOST_TURNS).default(4), {
    title: text('Turns at most', '最多轮数'),
    help: text(
      'A conversation with a wired model ends after so many judged turns, or when the labeler finishes it.',
      '与所接模型的对话在评判这么多轮后结束，或由标注者提前结束。',
    ),
    unit: text('turns', '轮'),
    showWhen: ofDialogue,
  }),
  opening: field(z.string().max(MAX_MESSAGE).default(''), {
    title: text('Opening message', '开场消息'),
    help: text(
      'What the labeler says first in every conversation; empty lets them write it themselves.',
      '每段对话中标注者的第一句话；留空则由标注者自己写。',
    ),
    widget: 'multiline',
    showWhen: ofDialogue,
  }),
  replyTemperature: field(z.number().min(0.1).max(3).default(1), {
    title: text('Temperature of replies', '回复的温度'),
    help: text(
      'Below 1 is safer, above 1 is wilder; too low, and all replies read the same.',
      '小于 1 更保守，大于 1 更发散；过低会使各回复雷同。',
    ),
    showWhen: ofDialogue,
  }),
  replyTokens: field(z.int().min(1).max(1024).default(48), {
    title: text('Longest reply', '回复最大长度'),
    help: text('A reply is cut off after this many tokens.', '回复超过该词元数即被截断。'),
    unit: text('tokens', '词元'),
    showWhen: ofDialogue,
  }),
  askStrength,
  critique,
  showAs,
});
export type DialogueSettings = z.output<typeof settings>;
