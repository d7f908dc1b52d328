import type { MantineThemeOverride } from '@mantine/core';
import { useMemo } from 'react';
import { useCommonWords } from '../i18n/common.ts';
import { theme } from './theme.ts';

/** The theme, in which the buttons that close dialogs, drawers and messages are named in the current language. */
export function useTheme(): MantineThemeOverride {
  const words = useCommonWords();
  return useMemo(() => {
    const named = { defaultProps: { 'aria-label': words('close') } };
    const { components } = theme;
    const Notification = { defaultProps: { closeButtonProps: named.defaultProps } };
    return {
      ...theme,
      components: { ...components, ModalCloseButton: named, DrawerCloseButton: named, Notification },
    };
  }, [words]);
}
