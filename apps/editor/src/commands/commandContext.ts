import { createContext, useContext } from 'react';
import type { CommandContext } from './command.ts';

/** What a command is asked for; what is left out follows from the focus, the selection and the view. */
export type CommandTarget = Partial<Pick<CommandContext, 'items' | 'wires' | 'at'>>;
export type MakeContext = (target?: CommandTarget) => CommandContext;

/** Gives everything inside the editor the context that commands need. */
export const CommandContextContext = createContext<MakeContext | undefined>(undefined);

/** `useMakeContext()()` is the context of a command asked for now. */
export function useMakeContext(): MakeContext {
  const make = useContext(CommandContextContext);
  if (!make) throw new Error('This part of the editor stands outside of a CommandContextContext.');
  return make;
}
