import { defineWords } from '../i18n/words.ts';

export const useInviteWords = defineWords(
  'batch-invites',
  {
    links: 'Links and limits',
    title: 'Invite links for this batch',
    intro: 'Whoever opens a link can label this batch and nothing else.',
    anyNumber: 'any number',
    openLinks: 'Open links',
    noLinks: 'No link to this batch is open.',
  },
  {
    links: '链接与限制',
    title: '此批次的邀请链接',
    intro: '打开链接的人只能标注这一批任务。',
    anyNumber: '不限',
    openLinks: '有效链接',
    noLinks: '没有指向此批次的有效链接。',
  },
);
