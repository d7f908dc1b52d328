import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';

const dialog = createStore<{ opened: boolean }>()(() => ({ opened: false }));

/** Opens or closes the dialog that saves the open pipeline as a template; commands and menus share it. */
export function showSaveTemplate(opened: boolean): void {
  dialog.setState({ opened });
}

export function useSaveTemplateShown(): boolean {
  return useStore(dialog, ({ opened }) => opened);
}
