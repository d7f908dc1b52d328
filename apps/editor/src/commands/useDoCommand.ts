import { useCallback } from 'react';
import { type CommandTarget, useMakeContext } from './commandContext.ts';
import { commands, runCommand } from './registry.ts';

/** `doCommand('runs.start')` does a command by its id, for buttons. */
export function useDoCommand(): (id: string, target?: CommandTarget) => Promise<void> {
  const make = useMakeContext();
  return useCallback(
    async (id, target) => {
      const command = commands.find((one) => one.id === id);
      if (!command) throw new Error(`There is no command "${id}".`);
      await runCommand(command, make(target));
    },
    [make],
  );
}
