import { defineWords } from '../i18n/words.ts';

export const useOutlineWords = defineWords(
  'outline',
  {
    outline: 'Outline of the pipeline',
    nothing: 'Nothing is drawn yet. Add a node by pressing / or from the list on the left.',
    menu: 'What can be done with it',
    off: 'off',
    bypass: 'bypassed',
    input: '{{title}} from {{other}}',
    output: '{{title}} to {{other}}',
    inputOpen: 'Input {{title}}: no wire',
    outputOpen: 'Output {{title}}: no wire',
  },
  {
    outline: '流程大纲',
    nothing: '还没有内容。按 / 或从左侧列表添加节点。',
    menu: '可执行的操作',
    off: '已关闭',
    bypass: '已旁路',
    input: '{{title}}，来自 {{other}}',
    output: '{{title}}，通向 {{other}}',
    inputOpen: '输入“{{title}}”：未连线',
    outputOpen: '输出“{{title}}”：未连线',
  },
);
