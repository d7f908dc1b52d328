import { defineWords } from '../i18n/words.ts';

/** Words of the templates gallery. */
export const useTemplateWords = defineWords(
  'templates',
  {
    intro: 'Whole pipelines to start from. Using one makes a copy of your own.',
    use: 'Use template',
    useNamed: 'Use the template {{name}}',
    nodes_one: '{{count}} node',
    nodes_other: '{{count}} nodes',
    picture: 'Picture of {{name}}: {{kinds}}',
    emptyTitle: 'No templates here',
    emptyText:
      'This runner has none in its "templates" folder. Import a pipeline file, or start from an empty canvas.',
    toGraphs: 'To the pipelines',
  },
  {
    intro: '可直接使用的完整流程。使用时会为你创建一份副本。',
    use: '使用模板',
    useNamed: '使用模板{{name}}',
    nodes_other: '{{count}} 个节点',
    picture: '{{name}}的示意图：{{kinds}}',
    emptyTitle: '这里没有模板',
    emptyText: '此运行器的“templates”文件夹中没有模板。可以导入流程文件，或从空白画布开始。',
    toGraphs: '前往流程列表',
  },
);
