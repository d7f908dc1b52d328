import { useMemo } from 'react';
import type { MakeContext } from './commandContext.ts';
import { sayLookOnly } from './lookOnly.ts';
import { commands, runCommand } from './registry.ts';
import { type Shortcut, useShortcuts } from './useShortcuts.ts';

/** Listens for the keys of every command while the editor is open. */
export function useCommandKeys(make: MakeContext): void {
  const shortcuts = useMemo(
    () =>
      commands.flatMap((command): Shortcut[] =>
        (command.keys ?? []).map((keys) => ({
          keys,
          reach: command.reach,
          run: () => {
            const context = make();
            // where it cannot be done now, Ctrl+D still must not reach the browser; a plain key is left to others
            if (command.when?.(context) === false) return keys.startsWith('Mod+');
            if (command.edits && !context.saving.mayEdit) sayLookOnly(context);
            else void runCommand(command, context);
            return true;
          },
        })),
      ),
    [make],
  );
  useShortcuts(shortcuts);
}
