import { defineWords } from '../../i18n/words.ts';

export const useCanvasRunWords = defineWords(
  'canvas-run',
  {
    run: 'Run',
    cancelRun: 'Cancel run',
    pause: 'Pause',
    resume: 'Resume',
    moreWays: 'More about runs',
    lastRun: 'Last run: {{state}}. Open its page.',
    earlierRun: 'An earlier run: {{state}}. Open its page.',
    backToNewest: 'Earlier run',
    backToNewestHelp: 'The canvas shows an earlier run. Go back to the newest one.',
    cachedOpen: 'From the cache: an earlier run did exactly this. Open that run.',
    took: 'Time taken',
    secondsLeft: 'about {{time}} left',
    noRun:
      'This pipeline has not run yet. Press Run: the nodes, their curves, logs and results then stand here.',
    loadingRun: 'Reading the run…',
  },
  {
    run: '运行',
    cancelRun: '取消运行',
    pause: '暂停',
    resume: '继续',
    moreWays: '运行的更多操作',
    lastRun: '上次运行：{{state}}。点击打开其页面。',
    earlierRun: '较早的运行：{{state}}。点击打开其页面。',
    backToNewest: '较早的运行',
    backToNewestHelp: '画布正在显示一次较早的运行。点击回到最新的运行。',
    cachedOpen: '来自缓存：较早的运行做过完全相同的事。点击打开那次运行。',
    took: '用时',
    secondsLeft: '约剩 {{time}}',
    noRun: '此流程还没有运行过。点击“运行”后，节点及其曲线、日志和结果会显示在这里。',
    loadingRun: '正在读取运行…',
  },
);
