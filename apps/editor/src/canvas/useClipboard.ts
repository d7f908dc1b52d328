import type { Catalogue, Graph } from '@heed/schema';
import { useReactFlow } from '@xyflow/react';
import { useEffect, useRef } from 'react';
import { useShowError } from '../api/errors.ts';
import { sayLookOnly } from '../commands/lookOnly.ts';
import { middleOfCanvas } from '../commands/target.ts';
import { isBusyElsewhere } from '../commands/useShortcuts.ts';
import { useText } from '../i18n/language.ts';
import { focusThing } from './focus.ts';
import { sayTaken } from './sayTaken.ts';
import { type Clip, checkRoom, clipText, copy, parseClip, paste } from './store/clipboard.ts';
import { GRID, type Point, remove, snapped } from './store/edits.ts';
import type { GraphStore } from './store/graphStore.ts';
import { useCatalogue, useGraphStoreApi } from './store/useGraphStore.ts';

/** Copies of one thing stand this far right and below of each other. */
const PASTE_STEP = 4 * GRID;

function middleOf(clip: Clip): Point {
  const places = [...clip.nodes, ...clip.notes].map(({ position }) => position);
  const middle = (values: number[]) => (Math.min(...values) + Math.max(...values)) / 2;
  return { x: middle(places.map(({ x }) => x)), y: middle(places.map(({ y }) => y)) };
}

/** Adds a clip to the graph in one step, selects what was added and gives it the focus. */
export function insertClip(store: GraphStore, clip: Clip, offset: Point): void {
  const { history, edit, select } = store.getState();
  checkRoom(history.present, clip);
  const pasted = paste(history.present, clip, offset);
  edit(() => pasted.graph);
  select({ items: new Set(pasted.ids), wires: new Set() });
  const [first] = pasted.ids;
  if (first !== undefined) focusThing(first);
}

/** The place itself, or beside it where something of the same place stands already: each paste can be seen. */
function freePlace(graph: Graph, clip: Clip, offset: Point): Point {
  const taken = new Set([...graph.nodes, ...graph.notes].map(({ position: { x, y } }) => `${x} ${y}`));
  const [first] = [...clip.nodes, ...clip.notes];
  const at = { ...offset };
  const spot = () => snapped({ x: (first?.position.x ?? 0) + at.x, y: (first?.position.y ?? 0) + at.y });
  while (taken.has(`${spot().x} ${spot().y}`)) {
    at.x += PASTE_STEP;
    at.y += PASTE_STEP;
  }
  return at;
}

/** Pastes a text with its middle at a place of the canvas. Throws a sentence where it is no part of a pipeline. */
export function pasteText(store: GraphStore, catalogue: Catalogue, json: string, at: Point): void {
  const clip = parseClip(json, catalogue);
  const from = middleOf(clip);
  const offset = { x: at.x - from.x, y: at.y - from.y };
  insertClip(store, clip, freePlace(store.getState().history.present, clip, offset));
}

/** Copy, cut and paste go over the system's clipboard as JSON. */
export function useClipboard(): void {
  const store = useGraphStoreApi();
  const text = useText();
  const flow = useReactFlow();
  const catalogue = useCatalogue();
  const showError = useRef<(error: unknown) => void>(undefined);
  showError.current = useShowError();
  useEffect(() => {
    let pointer: { x: number; y: number } | undefined;
    const onPointerMove = ({ target, clientX: x, clientY: y }: PointerEvent) => {
      pointer = target instanceof Element && target.closest('.react-flow__pane') ? { x, y } : undefined;
    };
    /** Under the pointer where that is over the canvas, else in the middle. */
    const pasteAt = () => (pointer ? flow.screenToFlowPosition(pointer) : middleOfCanvas(flow));
    const onCopy = (event: ClipboardEvent) => {
      const { selection, history, edit, mayEdit } = store.getState();
      if (isBusyElsewhere(event.target) || selection.items.size === 0) return;
      if (window.getSelection()?.toString()) return;
      const isCut = event.type === 'cut' && mayEdit;
      const clip = copy(history.present, selection.items);
      event.clipboardData?.setData('text/plain', clipText(clip));
      event.preventDefault();
      sayTaken(clip, isCut, text);
      if (isCut) {
        const gone = new Set([...selection.items, ...[...clip.nodes, ...clip.notes].map(({ id }) => id)]);
        edit((graph) => remove(graph, gone, selection.wires));
      }
    };
    const onPaste = (event: ClipboardEvent) => {
      const json = event.clipboardData?.getData('text/plain') ?? '';
      if (isBusyElsewhere(event.target) || json.trim() === '') return;
      event.preventDefault();
      if (!store.getState().mayEdit) return sayLookOnly({ text });
      try {
        pasteText(store, catalogue, json, pasteAt());
      } catch (error) {
        showError.current?.(error);
      }
    };
    document.addEventListener('pointermove', onPointerMove);
    document.addEventListener('copy', onCopy);
    document.addEventListener('cut', onCopy);
    document.addEventListener('paste', onPaste);
    return () => {
      document.removeEventListener('pointermove', onPointerMove);
      document.removeEventListener('copy', onCopy);
      document.removeEventListener('cut', onCopy);
      document.removeEventListener('paste', onPaste);
    };
  }, [store, text, flow, catalogue]);
}
