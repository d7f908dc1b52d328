import { defineWords } from '../i18n/words.ts';

export const useSavingWords = defineWords(
  'saving',
  {
    saved: 'Saved',
    unsaved: 'Unsaved changes',
    saving: 'Saving…',
    restored: 'Your unsaved changes are back',
    restoredText: 'They were kept in this browser. Save them, or go back to the saved pipeline.',
    discard: 'Go back to saved',
    conflictTitle: 'Someone else saved this pipeline',
    conflictText:
      'A newer version was saved since you opened it. Nothing is lost: keep yours as a copy, or load theirs.',
    keepMine: 'Keep mine as a copy',
    loadTheirs: 'Load theirs',
    copyOf: '{{name}} (copy)',
  },
  {
    saved: '已保存',
    unsaved: '有未保存的更改',
    saving: '正在保存…',
    restored: '已恢复未保存的更改',
    restoredText: '这些更改保存在此浏览器中。可以保存它们，或回到已保存的流程。',
    discard: '回到已保存版本',
    conflictTitle: '此流程已被他人保存',
    conflictText:
      '在你打开之后，有更新的版本被保存。什么都不会丢：可以把你的版本另存为副本，或载入对方的版本。',
    keepMine: '我的另存为副本',
    loadTheirs: '载入对方的版本',
    copyOf: '{{name}}（副本）',
  },
);
