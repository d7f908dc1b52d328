import { type Endpoint, endpointName, type Problem } from '@heed/schema';
import { Button, Group, Text } from '@mantine/core';
import { useCallback, useMemo } from 'react';
import { hideToast, showToast } from '../app/showToast.ts';
import { useText } from '../i18n/language.ts';
import classes from './Canvas.module.css';
import { focusThing } from './focus.ts';
import { useNodeSearch } from './nodeSearchHost.tsx';
import { searchFor } from './searchFor.ts';
import type { SearchPlace } from './searchPlace.ts';
import { remove } from './store/edits.ts';
import { useCatalogue, useGraphStoreApi } from './store/useGraphStore.ts';
import { fixWire, type WireFix, wireFix } from './store/wireFixes.ts';
import { comparedLandings, draw, landings, type PortPlace, refuseWire, wireBetween } from './store/wiring.ts';
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
        hideToast(REFUSAL_TOAST);
        const { history, setWiring } = store.getState();
        const open = landings(history.present, catalogue, start);
        setWiring({ start, open, byKeyboard });
        // what fits lights up at once; what is known of the data is compared right after
        requestAnimationFrame(() =>
          setTimeout(() => {
            const { wiring } = store.getState();
            if (wiring?.open !== open) return;
            setWiring({ ...wiring, open: comparedLandings(history.present, catalogue, start, open) });
          }),
        );
      },
      stop: () => store.getState().setWiring(undefined),
      finish: (start, end) => {
        const wire = wireBetween(start, end);
        store.getState().setWiring(undefined);
        if (!wire) return;
        const problem = refusal(start, end);
        if (problem) showRefusal(problem, wire.from, wire.to);
        else store.getState().edit((graph) => draw(graph, catalogue, wire.from, wire.to));
      },
      replace: (old, start, end) => {
        const wire = wireBetween(start, end);
        if (!wire) return;
        const { history, edit } = store.getState();
        const without = remove(history.present, new Set(), new Set([old]));
        const problem = refuseWire(without, catalogue, wire.from, wire.to);
        if (problem) showRefusal(problem, wire.from, wire.to, old);
        else edit(() => draw(without, catalogue, wire.from, wire.to));
      },
      refusal,
    };
  }, [store, catalogue, showRefusal]);
}

/** What the button of a fix says. */
export function useFixWords(): (fix: WireFix) => string {
  const words = useCanvasWords();
  const text = useText();
  const catalogue = useCatalogue();
  return useCallback(
    (fix) => {
      if (fix.action === 'insert-node') {
        const title = catalogue.get(fix.kind)?.title;
        return words('insertNode', { title: title ? text(title) : fix.kind });
      }
      if (fix.action === 'wire-instead') return words('wireInstead', { from: endpointName(fix.by) });
      const [{ old, by } = {}] = fix.others;
      if (!old || fix.others.length > 1) return words('adaptOthers', { count: fix.others.length });
      return words(by ? 'rewire' : 'unwire', {
        from: endpointName(by ?? old.from),
        to: endpointName(old.to),
      });
    },
    [words, text, catalogue],
  );
}

/** What the button says that looks for a node by which a refused wire would fit. */
export function useSearchWords(): (place: SearchPlace) => string {
  const words = useCanvasWords();
  return useCallback(
    ({ between, wire }) =>
      between
        ? words('findBetween')
        : words(wire?.side === 'input' ? 'findSource' : 'findTarget', {
            port: wire ? endpointName(wire) : '',
          }),
    [words],
  );
}

/** Says why a wire was refused and offers the fix. A wire that was to be moved there, `old`, goes with the fix. */
function useShowRefusal() {
  const words = useCanvasWords();
  const fixWords = useFixWords();
  const searchWords = useSearchWords();
  const text = useText();
  const store = useGraphStoreApi();
  const catalogue = useCatalogue();
  const searchNode = useNodeSearch();
  return useCallback(
    (problem: Problem, from: Endpoint, to: Endpoint, old?: string) => {
      const rest = (graph = store.getState().history.present) =>
        old === undefined ? graph : remove(graph, new Set(), new Set([old]));
      const fix = wireFix(rest(), catalogue, problem, from, to);
      const place = searchFor(rest(), catalogue, problem, { from, to });
      // the fix is for the graph as it is now: after another edit, or an undo, it is no longer offered
      const stop = store.subscribe(({ history }, before) => {
        if (history.present === before.history.present) return;
        stop();
        hideToast(REFUSAL_TOAST);
      });
      const close = () => {
        stop();
        hideToast(REFUSAL_TOAST);
      };
      const apply = (chosen: WireFix) => {
        close();
        store.getState().edit((graph) => fixWire(rest(graph), catalogue, chosen, from, to));
      };
      const search = (at: SearchPlace) => {
        close();
        // the focus comes back there when the search is closed
        focusThing(to.node);
        searchNode(at);
      };
      showToast({
        id: REFUSAL_TOAST,
        color: 'red',
        title: words('wireRefused'),
        autoClose: TOAST_MILLISECONDS,
        onClose: stop,
        'aria-label': `${endpointName(from)} → ${endpointName(to)}`,
        message: (
          <Group gap="xs" justify="space-between">
            <Text size="sm">{text(problem.message)}</Text>
            {fix && (
              <Button size="compact-sm" variant="light" className={classes.fix} onClick={() => apply(fix)}>
                {fixWords(fix)}
              </Button>
            )}
            {place && (
              <Button size="compact-sm" variant="light" className={classes.fix} onClick={() => search(place)}>
                {searchWords(place)}
              </Button>
            )}
          </Group>
        ),
      });
    },
    [words, fixWords, searchWords, text, store, catalogue, searchNode],
  );
}
