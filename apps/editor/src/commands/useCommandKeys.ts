import { useMemo } from 'react';
import { commands, runCommand } from './registry.ts';
import type { MakeContext } from './useCommands.ts';
import { type Shortcut, useShortcuts } from './useShortcuts.ts';

/** Listens for the keys of every command while the editor is open. */
export function useCommandKeys(make: MakeContext): void {
  const shortcuts = useMemo(
    () =>
      commands.flatMap((command): Shortcut[] =>
        (command.keys ?? []).map((keys) => ({
          keys,
          reach: command.reach,
          run: () => void runCommand(command, make()),
        })),
      ),
    [make],
  );
  useShortcuts(shortcuts);
}
