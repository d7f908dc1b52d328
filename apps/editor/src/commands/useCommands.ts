import { useReactFlow } from '@xyflow/react';
import { useCallback, useRef } from 'react';
import { useLocation } from 'wouter';
import { useShowError } from '../api/errors.ts';
import { useCatalogue, useGraphStoreApi, useProblems } from '../canvas/store/useGraphStore.ts';
import { useFitAll } from '../canvas/useFitAll.ts';
import { useText } from '../i18n/language.ts';
import type { CommandContext, EditorParts } from './command.ts';
import type { MakeContext } from './commandContext.ts';
import { focusedThing, middleOfCanvas } from './target.ts';

type Given = Pick<CommandContext, 'graphId' | 'saving' | 'run'> & {
  editor: Omit<EditorParts, 'fitAll'>;
};

/** Makes the context of commands at the moment when one is asked for; the function itself stays the same. */
export function useCommandContext(given: Given): MakeContext {
  const store = useGraphStoreApi();
  const catalogue = useCatalogue();
  const problems = useProblems();
  const flow = useReactFlow();
  const fitAll = useFitAll();
  const text = useText();
  const showError = useShowError();
  const [, navigate] = useLocation();
  const now = useRef<MakeContext>(undefined);
  now.current = (target = {}) => {
    const { selection } = store.getState();
    const chosen = selection.items.size + selection.wires.size > 0 ? selection : focusedThing();
    return {
      ...given,
      editor: { ...given.editor, fitAll },
      store,
      catalogue,
      problems,
      flow,
      text,
      navigate,
      showError,
      items: target.items ?? chosen.items,
      wires: target.wires ?? chosen.wires,
      at: target.at ?? middleOfCanvas(flow),
    };
  };
  return useCallback((target) => (now.current as MakeContext)(target), []);
}
