import { field, text } from '@heed/schema';
import { z } from 'zod';

/** Fields that several forms share: `showWhen` names the forms, so each is made once. */
export const critique = field(z.enum(['off', 'optional', 'required']).default('off'), {
  title: text('Critique', '评语'),
  help: text('Whether labelers say in words what is good or bad.', '标注者是否用文字说明好坏。'),
  options: {
    off: text('Not asked', '不询问'),
    optional: text('If they like', '可选'),
    required: text('Always', '必填'),
  },
  showWhen: { field: 'form', is: ['pairwise', 'rating', 'ranking', 'dialogue', 'edit'] },
});

export const askStrength = field(z.boolean().default(false), {
  title: text('Ask how much better', '询问好多少'),
  help: text('Slightly, clearly or much.', '略好、明显更好或好得多。'),
  showWhen: { field: 'form', is: ['pairwise', 'dialogue'] },
});

/** Longest critique and longest edited answer that are taken, in characters. */
export const MAX_CRITIQUE = 20_000;
export const MAX_EDIT = 100_000;

export const critiqueValue = z.string().max(MAX_CRITIQUE).optional();
export const strengthValue = z.union([z.literal(1), z.literal(2), z.literal(3)]).optional();
export const editValue = z.string().max(MAX_EDIT).optional();

export const showAs = field(z.enum(['markdown', 'text']).default('markdown'), {
  title: text('Texts are shown', '文本显示方式'),
  help: text(
    'With Markdown drawn (lists, tables, code; never HTML or pictures), or letter by letter as written.',
    '绘制 Markdown（列表、表格、代码；从不含 HTML 或图片），或逐字原样显示。',
  ),
  options: { markdown: text('With Markdown', '绘制 Markdown'), text: text('As written', '原样') },
  advanced: true,
});

export const mustPlay = field(z.boolean().default(false), {
  title: text('Must be played', '必须播放'),
  help: text(
    'Sounds and videos have to be played, nine tenths of each, before an answer is taken; the page counts it, which does not prove that somebody listened. Pictures and texts hold nobody back.',
    '音频和视频须各自播放满十分之九，回答才会被接受；由页面计数，并不能证明有人在听或看。图像和文本不受限制。',
  ),
  showWhen: { field: 'form', is: ['pairwise', 'rating', 'ranking', 'questionnaire'] },
  advanced: true,
});

/** What a form says where a critique is wanted and there is none. */
export function missingCritique(wanted: 'off' | 'optional' | 'required', said: string | undefined) {
  if (wanted !== 'required' || said?.trim()) return undefined;
  return text('Say in words why, then submit.', '请先写明理由，再提交。');
}
