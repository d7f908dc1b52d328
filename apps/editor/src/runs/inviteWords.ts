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
    adjudicates: 'Decides disagreements',
    adjudicatesHelp:
      'Leads to the tasks on which labelers disagree, where the node lets somebody decide them; the name stands beside the decisions.',
  },
  {
    links: '链接与限制',
    title: '此批次的邀请链接',
    intro: '打开链接的人只能标注这一批任务。',
    anyNumber: '不限',
    openLinks: '有效链接',
    noLinks: '没有指向此批次的有效链接。',
    adjudicates: '裁定分歧',
    adjudicatesHelp: '打开后显示标注者意见不一的任务，前提是节点设置了裁定；裁定旁会注明姓名。',
  },
);
