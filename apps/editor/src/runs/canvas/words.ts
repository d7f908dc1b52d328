import { defineWords } from '../../i18n/words.ts';

export const useCanvasRunWords = defineWords(
  'canvas-run',
  {
    run: 'Run',
    cancelRun: 'Cancel run',
    lastRun: 'Last run: {{state}}. Open its page.',
    cached: 'From the cache: an earlier run did exactly this.',
    secondsLeft: 'about {{time}} left',
    judged: '{{done}} of {{total}} judged',
    label: 'Judge now',
  },
  {
    run: '运行',
    cancelRun: '取消运行',
    lastRun: '上次运行：{{state}}。点击打开其页面。',
    cached: '来自缓存：较早的运行做过完全相同的事。',
    secondsLeft: '约剩 {{time}}',
    judged: '已评判 {{done}} / {{total}}',
    label: '去评判',
  },
);
