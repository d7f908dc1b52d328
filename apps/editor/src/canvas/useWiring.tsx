import { type Endpoint, endpointName, type Fix, type Problem } from '@heed/schema';
import { Button, Group, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useCallback, useMemo } from 'react';
import { useText } from '../i18n/language.ts';
import { connect, insertConverter, remove, replaceWire } from './store/edits.ts';
import { useCatalogue, useGraphStoreApi } from './store/useGraphStore.ts';
import { openPorts, type PortPlace, refuseWire, wireBetween } from './store/wiring.ts';
import { useCanvasWords } from './words.ts';

const REFUSAL_TOAST = 'wire-refused';
const TOAST_MILLISECONDS = 12_000;

/** What a person can do with wires, by pointer or keyboard. */
export interface WiringActions {
  begin(place: PortPlace, byKeyboard: boolean): void;
  stop(): void;
  /** Draws the wire, or says why not and offers the fix. */
  finish(start: PortPlace, end: PortPlace): void;
  /** Draws a wire in place of another one. */
  replace(old: string, start: PortPlace, end: PortPlace): void;
  /** Why the wire would be refused; undefined where it would be drawn. */
  refusal(start: PortPlace, end: PortPlace): Problem | undefined;
}

/** The actions stay the same from one drawing to the next, so that nothing that takes them is drawn for nothing. */
export function useWiring(): WiringActions {
  const store = useGraphStoreApi();
  const catalogue = useCatalogue();
  const showRefusal = useShowRefusal();
  return useMemo(() => {
    const refusal = (start: PortPlace, end: PortPlace) => {
      const wire = wireBetween(start, end);
      return wire && refuseWire(store.getState().history.present, catalogue, wire.from, wire.to);
    };
    return {
      begin: (start, byKeyboard) => {
        const { history, setWiring } = store.getState();
        setWiring({ start, open: openPorts(history.present, catalogue, start), byKeyboard });
      },
      stop: () => store.getState().setWiring(undefined),
      finish: (start, end) => {
        const wire = wireBetween(start, end);
        store.getState().setWiring(undefined);
        if (!wire) return;
        const problem = refusal(start, end);
        if (problem) showRefusal(problem, wire.from, wire.to);
        else store.getState().edit((graph) => connect(graph, wire.from, wire.to));
      },
      replace: (old, start, end) => {
        const wire = wireBetween(start, end);
        if (!wire) return;
        const { history, edit } = store.getState();
        const without = remove(history.present, new Set(), new Set([old]));
        const problem = refuseWire(without, catalogue, wire.from, wire.to);
        if (problem) showRefusal(problem, wire.from, wire.to);
        else edit(() => connect(without, wire.from, wire.to));
      },
      refusal,
    };
  }, [store, catalogue, showRefusal]);
}

function useShowRefusal() {
  const words = useCanvasWords();
  const text = useText();
  const store = useGraphStoreApi();
  const catalogue = useCatalogue();
  return useCallback(
    (problem: Problem, from: Endpoint, to: Endpoint) => {
      const fix = refusalFix(problem);
      const spec = fix?.action === 'insert-node' ? catalogue.get(fix.kind) : undefined;
      const apply = () => {
        notifications.hide(REFUSAL_TOAST);
        store.getState().edit((graph) => {
          if (fix?.action === 'insert-node' && spec) return insertConverter(graph, spec, fix, from, to).graph;
          return replaceWire(graph, from, to);
        });
      };
      notifications.hide(REFUSAL_TOAST);
      notifications.show({
        id: REFUSAL_TOAST,
        color: 'red',
        title: words('wireRefused'),
        autoClose: TOAST_MILLISECONDS,
        'aria-label': `${endpointName(from)} → ${endpointName(to)}`,
        message: (
          <Group gap="xs" justify="space-between">
            <Text size="sm">{text(problem.message)}</Text>
            {fix && (
              <Button size="compact-sm" variant="light" onClick={apply}>
                {spec ? words('insertNode', { title: text(spec.title) }) : words('replaceWire')}
              </Button>
            )}
          </Group>
        ),
      });
    },
    [words, text, store, catalogue],
  );
}

/** A new wire that is refused because the input is taken may take its place; other fixes are the problem's own. */
function refusalFix(problem: Problem): (Fix & { action: 'insert-node' }) | { action: 'replace' } | undefined {
  if (problem.code === 'input-taken') return { action: 'replace' };
  return problem.fix?.action === 'insert-node' ? problem.fix : undefined;
}
