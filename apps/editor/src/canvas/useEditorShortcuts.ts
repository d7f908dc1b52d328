import { useMemo } from 'react';
import { remove } from './store/edits.ts';
import { nothing } from './store/graphStore.ts';
import { useGraphStoreApi } from './store/useGraphStore.ts';
import { useFitAll } from './useFitAll.ts';
import { type Shortcut, useShortcuts } from './useShortcuts.ts';

/** Everything that the keyboard does on the canvas, apart from wiring and moving. */
export function useEditorShortcuts(actions: {
  save(): void;
  run(): void;
  search(): void;
  duplicate(): void;
}): void {
  const store = useGraphStoreApi();
  const fitAll = useFitAll();
  const { save, run, search, duplicate } = actions;
  const shortcuts = useMemo((): Shortcut[] => {
    const { undo, redo, edit, select, setWiring } = store.getState();
    const removeSelection = () => {
      const { items, wires } = store.getState().selection;
      if (items.size + wires.size > 0) edit((graph) => remove(graph, items, wires));
    };
    const selectAll = () => {
      const { nodes, notes } = store.getState().history.present;
      select({ items: new Set([...nodes, ...notes].map(({ id }) => id)), wires: new Set() });
    };
    const letGo = () => {
      setWiring(undefined);
      select(nothing);
    };
    return [
      { keys: 'Mod+S', run: save, where: 'everywhere' },
      { keys: 'Mod+Enter', run, where: 'everywhere' },
      { keys: 'Mod+Z', run: undo },
      { keys: 'Mod+Shift+Z', run: redo },
      { keys: 'Mod+Y', run: redo },
      { keys: 'Mod+A', run: selectAll, where: 'canvas' },
      { keys: 'Mod+D', run: duplicate, where: 'canvas' },
      { keys: 'Delete', run: removeSelection, where: 'canvas' },
      { keys: 'Backspace', run: removeSelection, where: 'canvas' },
      { keys: 'Escape', run: letGo },
      { keys: '/', run: search },
      { keys: 'F', run: fitAll },
    ];
  }, [store, fitAll, save, run, search, duplicate]);
  useShortcuts(shortcuts);
}
