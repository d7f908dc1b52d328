import { defineWords } from '../../i18n/words.ts';

/** Words of the preview of a labeling form. */
export const usePreviewWords = defineWords(
  'labelingPreview',
  {
    preview: 'What labelers see',
    enlarge: 'Enlarge',
    width: 'Width',
    phone: 'Phone',
    desktop: 'Desktop',
    language: 'Language of the preview',
    tryIt: 'Try it: nothing here is stored.',
    ready: 'This answer could be submitted.',
    noGuidelines: 'There are no guidelines yet; write them in the settings.',
    badSettings: 'The preview waits for settings that are right.',
    startAnew: 'Start anew',
  },
  {
    preview: '标注者所见',
    enlarge: '放大',
    width: '宽度',
    phone: '手机',
    desktop: '桌面',
    language: '预览语言',
    tryIt: '可以试用：此处内容不会保存。',
    ready: '此回答可以提交。',
    noGuidelines: '尚无标注指南；请在设置中填写。',
    badSettings: '设置正确后将显示预览。',
    startAnew: '重新开始',
  },
);
