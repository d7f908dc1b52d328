import { GraphError, type RunState } from '@heed/schema';
import { CommanderError } from 'commander';
import { UserError } from '../errors.ts';
import { asSentence } from './system-error.ts';

/** What the shell learns from a command. */
export const exitCodes = { done: 0, failed: 1, badInput: 2, waiting: 3, interrupted: 130 } as const;

export function exitCodeOfState(state: RunState): number {
  if (state === 'succeeded') return exitCodes.done;
  if (state === 'waiting_human' || state === 'paused') return exitCodes.waiting;
  return state === 'cancelled' || state === 'interrupted' ? exitCodes.interrupted : exitCodes.failed;
}

/** Says what went wrong, one sentence a line, and gives the exit code. */
export function reportError(thrown: unknown, json: boolean): number {
  if (thrown instanceof CommanderError) return thrown.exitCode === 0 ? exitCodes.done : exitCodes.badInput;
  const error = asSentence(thrown);
  const sentences = sentencesOf(error);
  for (const message of sentences) {
    if (json) console.log(JSON.stringify({ type: 'error', message }));
    console.error(message);
  }
  return isInputError(error) ? exitCodes.badInput : exitCodes.failed;
}

function isInputError(error: unknown): boolean {
  return error instanceof GraphError || error instanceof UserError;
}

function sentencesOf(error: unknown): string[] {
  if (error instanceof GraphError) return error.problems.map(({ message }) => message.en);
  if (error instanceof UserError) return [error.localized.en];
  return [error instanceof Error ? error.message : String(error)];
}
