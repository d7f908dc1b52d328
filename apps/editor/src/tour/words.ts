import { defineWords } from '../i18n/words.ts';

/** Stops of the tour, each at the part of the page with this `data-tour`. */
export const stops = ['palette', 'canvas', 'inspector', 'dock', 'save', 'run'] as const;
export type Stop = (typeof stops)[number];

export const useTourWords = defineWords(
  'tour',
  {
    offerTitle: 'New here?',
    offerText: 'Six stops, one minute: what is where, and how a pipeline runs.',
    offerYes: 'Show me around',
    offerNo: 'No, thanks',
    tour: 'Tour',
    progress: '{{step}} of {{count}}',
    back: 'Back',
    next: 'Next',
    done: 'Done',
    skip: 'End the tour',
    palette: 'Nodes',
    paletteText:
      'Each node is one step: data, a model, training, people, measuring. Click one to add it, or drag it to its place.',
    searchText:
      'Each node is one step: data, a model, training, people, measuring. Search for one here to add it.',
    canvas: 'The canvas',
    canvasText:
      'Drag from an output to an input to draw a wire. Ports that fit light up; a wire that does not fit is refused with a reason and often a fix. Double-click anywhere to search for a node.',
    inspector: 'Settings',
    inspectorText:
      'Select a node to see its settings, what each of them means, and what the node showed in the last run.',
    dock: 'Problems and more',
    dockText:
      'What has to be mended before a run stands here, each with a way to it. Versions and the outline are here, too.',
    save: 'Saved by itself',
    saveText:
      'Changes are saved as you make them, and every save is a version that you can go back to. Without a connection they wait in this browser.',
    run: 'Run',
    runText:
      'Nodes show their progress and curves while they work. What has not changed comes from the cache. Where people are asked, the run waits for them and goes on by itself.',
  },
  {
    offerTitle: '第一次使用？',
    offerText: '六站，一分钟：了解各部分的位置，以及流程如何运行。',
    offerYes: '带我看看',
    offerNo: '不用了',
    tour: '导览',
    progress: '第 {{step}} 站，共 {{count}} 站',
    back: '上一站',
    next: '下一站',
    done: '完成',
    skip: '结束导览',
    palette: '节点',
    paletteText: '每个节点是一个步骤：数据、模型、训练、人工、评测。点击即可添加，也可拖到想要的位置。',
    searchText: '每个节点是一个步骤：数据、模型、训练、人工、评测。在这里搜索并添加。',
    canvas: '画布',
    canvasText:
      '从输出拖到输入即可连线。合适的端口会亮起；不合适的连线会被拒绝并说明原因，通常还会给出修正办法。双击任意处可搜索节点。',
    inspector: '设置',
    inspectorText: '选中一个节点，即可看到它的设置、每项设置的含义，以及它在上次运行中的结果。',
    dock: '问题与更多',
    dockText: '运行前需要解决的问题列在这里，并可直接定位。版本与大纲也在这里。',
    save: '自动保存',
    saveText: '更改会随时自动保存，每次保存都是一个可以恢复的版本。断开连接时，更改会留在此浏览器中等待。',
    run: '运行',
    runText:
      '节点工作时会显示进度与曲线。没有变化的部分来自缓存。需要人工的地方，运行会等待，完成后自动继续。',
  },
);
