import { defineWords } from '../i18n/words.ts';

export const useCommandWords = defineWords(
  'commands',
  {
    wire: 'Start or end a wire at a port',
    wireKeys: 'Enter',
    move: 'Move what is selected',
    moveKeys: 'ArrowLeft ArrowUp ArrowDown ArrowRight',
    frame: 'Select with a frame',
    frameKeys: 'Shift drag',
    copy: 'Copy, cut, paste',
    copyKeys: 'Mod+C X V',
    tab: 'To the next thing on the canvas',
    tabKeys: 'Tab',
  },
  {
    wire: '在端口开始或结束连线',
    wireKeys: 'Enter',
    move: '移动所选内容',
    moveKeys: 'ArrowLeft ArrowUp ArrowDown ArrowRight',
    frame: '框选',
    frameKeys: 'Shift 拖动',
    copy: '复制、剪切、粘贴',
    copyKeys: 'Mod+C X V',
    tab: '移到画布上的下一项',
    tabKeys: 'Tab',
  },
);
