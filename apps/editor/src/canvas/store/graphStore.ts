import type { Graph } from '@heed/schema';
import { createStore } from 'zustand/vanilla';
import { takenIds, wireId } from './edits.ts';
import { type History, redo, startHistory, step, undo } from './history.ts';
import type { Landings, PortPlace } from './wiring.ts';

/** What is selected: nodes and notes by id, wires by `wireId`. */
export interface Selection {
  items: ReadonlySet<string>;
  wires: ReadonlySet<string>;
}

export const nothing: Selection = { items: new Set(), wires: new Set() };

/** A wire that is being drawn, by pointer or by keyboard. */
export interface Wiring {
  start: PortPlace;
  /** The ports where it may end. */
  open: Landings;
  byKeyboard: boolean;
}

export interface GraphState {
  history: History<Graph>;
  /** The graph as the runner has it, and its revision there. */
  saved: Graph;
  revision: number;
  selection: Selection;
  wiring?: Wiring;
  /** The note whose text is being written. */
  writing?: string;
  /** May this person change the pipeline? Where not, an edit changes nothing. */
  mayEdit: boolean;
  /** Applies a pure edit as one step of undo; edits under one `key` in quick succession are one step. */
  edit(change: (graph: Graph) => Graph, key?: string): void;
  undo(): void;
  redo(): void;
  select(selection: Partial<Selection>): void;
  setWiring(wiring: Wiring | undefined): void;
  write(note: string | undefined): void;
  /** Remembers that the runner now holds `graph`. */
  markSaved(graph: Graph, revision: number): void;
  allow(mayEdit: boolean): void;
  /** Changes only what is seen in this window, such as a closed group that is looked into: no step, and not saved. */
  look(change: (graph: Graph) => Graph): void;
  /** Shows the newest graph of the runner to somebody who only looks on; what is left of the selection stays. */
  follow(graph: Graph, revision: number): void;
}

/** Has anything changed since the last save? */
export function isDirty({ history, saved }: Pick<GraphState, 'history' | 'saved'>): boolean {
  return history.present !== saved;
}

/** The ids that are left; the same set where all are. */
function kept(ids: ReadonlySet<string>, has: (id: string) => boolean): ReadonlySet<string> {
  const left = [...ids].filter(has);
  return left.length === ids.size ? ids : new Set(left);
}

/** A selection without what the graph no longer has; the same one where it still has everything. */
function pruned(selection: Selection, graph: Graph): Selection {
  const { items, wires } = selection;
  const things = items.size > 0 ? takenIds(graph) : undefined;
  const drawn = wires.size > 0 ? new Set(graph.edges.map(wireId)) : undefined;
  const next = {
    items: kept(items, (id) => things?.has(id) === true),
    wires: kept(wires, (id) => drawn?.has(id) === true),
  };
  return next.items === items && next.wires === wires ? selection : next;
}

/** A graph as it is seen by who may not change it: there is nothing to save and no way back. */
function shown(graph: Graph): Pick<GraphState, 'history' | 'saved'> {
  return { history: startHistory(graph), saved: graph };
}

/** The state of one open pipeline. `draft` holds edits that were never saved. */
export function createGraphStore(graph: Graph, revision: number, draft?: Graph) {
  return createStore<GraphState>()((set) => {
    /** What was selected when a state of the graph was left, to select it again on the way back to it. */
    const selections = new WeakMap<Graph, Selection>();
    const travel = (way: typeof undo<Graph>) => () =>
      set(({ history, selection }) => {
        const next = way(history);
        if (next.present === history.present) return {};
        selections.set(history.present, selection);
        const before = selections.get(next.present) ?? selection;
        return { history: next, selection: pruned(before, next.present), wiring: undefined };
      });
    return {
      history: draft ? step(startHistory(graph), draft) : startHistory(graph),
      saved: graph,
      revision,
      selection: nothing,
      mayEdit: true,
      edit: (change, key) =>
        set(({ history, selection, mayEdit }) => {
          if (!mayEdit) return {};
          const next = step(history, change(history.present), key);
          if (next === history) return {};
          selections.set(history.present, selection);
          return { history: next, selection: pruned(selection, next.present) };
        }),
      undo: travel(undo),
      redo: travel(redo),
      select: (selection) => set((state) => ({ selection: { ...state.selection, ...selection } })),
      setWiring: (wiring) => set({ wiring }),
      write: (writing) => set(({ mayEdit }) => (mayEdit ? { writing } : {})),
      allow: (mayEdit) => set({ mayEdit }),
      markSaved: (saved, newRevision) => set({ saved, revision: newRevision }),
      look: (change) => set(({ history }) => shown(change(history.present))),
      follow: (followed, newRevision) =>
        set(({ selection }) => ({
          ...shown(followed),
          revision: newRevision,
          selection: pruned(selection, followed),
        })),
    };
  });
}

export type GraphStore = ReturnType<typeof createGraphStore>;
