import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from '@mantine/core';

/** The one accent: a deep pine that stays readable as text on paper and as a button in the dark. */
const pine: MantineColorsTuple = [
  '#eaf5f1',
  '#d5e8e1',
  '#a9d2c5',
  '#79baa7',
  '#4fa48d',
  '#31907a',
  '#1f7f6a',
  '#17695a',
  '#10574a',
  '#08443a',
];

/** Warns without shouting; white reads on it in both themes. */
const red: MantineColorsTuple = [
  '#fff2f0',
  '#ffe0dc',
  '#ffc9c4',
  '#ffa8a1',
  '#ff8f85',
  '#ee6159',
  '#d3383a',
  '#b9282c',
  '#9c2024',
  '#84191d',
];

/** Warm grays, like paper. */
const gray: MantineColorsTuple = [
  '#f8f7f4',
  '#f0eeea',
  '#e5e2dc',
  '#d8d4cc',
  '#c3beb4',
  '#a39d92',
  '#79746b',
  '#57534c',
  '#3a3732',
  '#24221f',
];

/** Ink with a breath of green. */
const dark: MantineColorsTuple = [
  '#dfe3e0',
  '#bcc3bf',
  '#97a09b',
  '#6e7873',
  '#46504b',
  '#353d39',
  '#29302d',
  '#1d2220',
  '#171b19',
  '#111413',
];

const sans =
  '"Inter", ui-sans-serif, system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "PingFang SC", "Hiragino Sans GB", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC", sans-serif';
const serif =
  '"Iowan Old Style", Charter, "Source Serif 4", Georgia, "Noto Serif", "Songti SC", "Noto Serif CJK SC", "SimSun", serif';
const mono =
  'ui-monospace, "SF Mono", "Cascadia Mono", "JetBrains Mono", Menlo, Consolas, "Noto Sans Mono CJK SC", monospace';

/** Mantine's theme for the whole editor. */
export const theme = createTheme({
  colors: { pine, gray, dark, red },
  primaryColor: 'pine',
  primaryShade: { light: 7, dark: 6 },
  fontFamily: sans,
  fontFamilyMonospace: mono,
  headings: { fontFamily: serif, fontWeight: '600' },
  defaultRadius: 'md',
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    // a menu has nothing but its items
    Menu: { defaultProps: { withInitialFocusPlaceholder: false } },
    // the banner is that of the page
    ModalHeader: { defaultProps: { role: 'presentation' } },
    DrawerHeader: { defaultProps: { role: 'presentation' } },
  },
});

/** Colors of our own: the page behind the paper, hairlines, and quiet text that still reads (≥ 4.5 : 1). */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--heed-page': '#f5f3ee',
    '--heed-surface': '#ffffff',
    '--heed-line': '#e0dcd4',
    '--heed-quiet': '#625d55',
    '--heed-bad': '#b3261e',
    '--heed-warn': '#8a5a00',
    '--heed-good': '#17695a',
    '--mantine-color-error': '#b3261e',
    '--mantine-color-yellow-light-color': '#8a5a00',
    '--heed-shadow': '0 1px 2px rgb(50 45 35 / 8%), 0 4px 16px rgb(50 45 35 / 6%)',
    '--mantine-color-dimmed': '#625d55',
    '--mantine-color-text': '#24221f',
  },
  dark: {
    '--heed-page': '#131615',
    '--heed-surface': '#1d2220',
    '--heed-line': '#353d39',
    '--heed-quiet': '#a3aca7',
    '--heed-bad': '#ff8f85',
    '--heed-warn': '#e6b45c',
    '--heed-good': '#79baa7',
    '--mantine-color-error': '#ff8f85',
    '--mantine-color-yellow-light': '#352d1b',
    '--mantine-color-yellow-light-color': '#e6b45c',
    '--heed-shadow': '0 1px 2px rgb(0 0 0 / 40%), 0 4px 16px rgb(0 0 0 / 30%)',
    '--mantine-color-dimmed': '#a3aca7',
  },
});
