import type { Catalogue, Localized, Problem } from '@heed/schema';
import type { Icon } from '@tabler/icons-react';
import type { ReactFlowInstance } from '@xyflow/react';
import type { ConnectWish } from '../canvas/connectChoices.ts';
import type { SearchPlace } from '../canvas/searchPlace.ts';
import type { Point } from '../canvas/store/edits.ts';
import type { GraphStore } from '../canvas/store/graphStore.ts';
import type { CanvasRunControl } from '../runs/canvas/useCanvasRun.ts';
import type { Saving } from '../saving/useSave.ts';

/**
 * Where a command is offered: in the menu of a node, a note, a group, a wire, several selected things, the empty canvas or
 * the run; `global` commands are in the command palette only, where all others are, too.
 */
export type CommandPlace = 'node' | 'note' | 'group' | 'wire' | 'selection' | 'canvas' | 'run' | 'global';

/** Parts of the editor that a command can open. */
export interface EditorParts {
  search(place: SearchPlace): void;
  /** Opens a tab of the dock by its id. */
  openDock(tab: string): void;
  openOutput(node: string, port: string): void;
  /** Opens the list of everything that can be done. */
  openPalette(): void;
  /** Opens the list of all keys. */
  openKeys(): void;
  /** Opens the settings beside the canvas with the focus in their first field. */
  openSettings(): void;
  /** Asks where a wire is to lead: from a port of a node, or the end of a wire that moves. */
  connect(about: ConnectWish): void;
  fitAll(): void;
}

/** What a command works with. */
export interface CommandContext {
  /** The id of the open pipeline. */
  graphId: string;
  store: GraphStore;
  catalogue: Catalogue;
  problems: readonly Problem[];
  flow: ReactFlowInstance;
  saving: Saving;
  run: CanvasRunControl;
  editor: EditorParts;
  /** Ids of the nodes and notes that it is about: those selected, or the one under the pointer or focus. */
  items: ReadonlySet<string>;
  /** The same for wires, by `wireId`. */
  wires: ReadonlySet<string>;
  /** The place on the canvas where it was asked for. */
  at: Point;
  text(words: Localized): string;
  navigate(path: string): void;
  showError(error: unknown): void;
}

/** One thing that a person can do. A folder adds its own by a file `commands.ts` that exports `commands`. */
export interface Command {
  /** `canvas.undo`: the folder, then the deed. */
  id: string;
  title: Localized | ((context: CommandContext) => Localized);
  Icon?: Icon;
  where: readonly CommandPlace[];
  /** Commands with neighboring numbers stand together; every hundred begins a new part of a menu. */
  order: number;
  /** E.g. `['Mod+Shift+Z', 'Mod+Y']`; Mod is Ctrl, or Cmd on a Mac. */
  keys?: readonly string[];
  /**
   * `everywhere` works while a text is being written, too; `canvas` only while the canvas or nothing has the focus, and
   * `thing` only while a node, note, group or wire itself has it: these two go before what the canvas does with the
   * key. Without it the keys work outside of text fields, dialogs and menus.
   */
  reach?: 'everywhere' | 'canvas' | 'thing';
  /** Does it change the pipeline? Then it is not offered to who may only look. */
  edits?: true;
  /** Can it be done now? Menus leave it out otherwise. */
  when?(context: CommandContext): boolean;
  run(context: CommandContext): void | Promise<void>;
}
